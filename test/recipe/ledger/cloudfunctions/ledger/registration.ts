import { register } from '../common/registration'
import { ledgerOf, toEntry } from './stored'

/** What `account` needs of the ledger. */
export const ledgerRegistration = register({
  name: 'ledger',
  documentsOf: ledgerOf,
  toExported: toEntry,
  characters: ['textSize'],
})
