import { notesContract } from '../../shared/notes'
import { serve } from '../common/serve'
import { handlers } from './handlers'

export const main = serve(notesContract, handlers)
