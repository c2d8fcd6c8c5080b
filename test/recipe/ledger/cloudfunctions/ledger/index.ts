import { ledgerContract } from '../../shared/ledger'
import { serve } from '../common/serve'
import { handlers } from './handlers'

export const main = serve(ledgerContract, handlers)
