import { register } from '../common/registration'
import { ledgerOf, storedAgain, toEntry } from './stored'

/** What `account` needs of the ledger, and what bounds it. */
export const ledgerRegistration = register({
  name: 'ledger',
  documentsOf: ledgerOf,
  toExported: toEntry,
  fromExported: storedAgain,
  characters: ['textSize'],
  limit: { count: 10_000, characters: 2_000_000 },
})
