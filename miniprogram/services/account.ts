import type { ExportPage, Imported, ImportPage, Usage } from '../../shared/account'
import { call } from '../common/cloud'

/** How much the caller keeps. Raises CallError. */
export const getUsage = (): Promise<Usage> => call('account', 'usage', {})

/** One page of everything the caller keeps, one collection after another, the trash included. Raises CallError. */
export const exportPage = (cursor: string | null): Promise<ExportPage> =>
  call('account', 'export', cursor === null ? {} : { cursor })

/**
 * Adds what is missing of a page of a file, and leaves what is there as it is; with `dryRun` it only tells how much that
 * would be. Sent again, it adds nothing again. Raises CallError.
 */
export const importPage = (page: ImportPage, dryRun: boolean): Promise<Imported> =>
  call('account', 'import', { page, dryRun })

/** Deletes a part of everything and tells whether anything is left. Raises CallError. */
export const erasePart = async (): Promise<boolean> =>
  (await call('account', 'erase', { confirm: 'erase everything' })).left
