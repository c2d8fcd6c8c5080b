import type { ExportPage, Usage } from '../../shared/account'
import { call } from '../common/cloud'

/** How much the caller keeps. Raises CallError. */
export const getUsage = (): Promise<Usage> => call('account', 'usage', {})

/** One page of everything the caller keeps, one collection after another, the trash included. Raises CallError. */
export const exportPage = (cursor: string | null): Promise<ExportPage> =>
  call('account', 'export', cursor === null ? {} : { cursor })

/** Deletes a part of everything and tells whether anything is left. Raises CallError. */
export const erasePart = async (): Promise<boolean> =>
  (await call('account', 'erase', { confirm: 'erase everything' })).left
