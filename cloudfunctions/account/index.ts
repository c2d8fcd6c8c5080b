import { accountContract } from '../../shared/account'
import { serve } from '../common/serve'
import { handlers } from './handlers'

export const main = serve(accountContract, handlers)
