import { notesContract } from '../../shared/notes'
import { serve } from '../common/serve'
import { handlers } from './handlers'
import { lists } from './lists'

export const main = serve(notesContract, { ...handlers, ...lists })
