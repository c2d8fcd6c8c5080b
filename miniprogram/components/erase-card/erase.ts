import type { Usage } from '../../../shared/account'
import { confirmHolder } from '../../common/holder'
import { forgetAll, Kept } from '../../common/kept'
import { erasePart, getUsage } from '../../services/account'
import { removeExportFile } from '../export-card/export-file'

/** Set from the first part of a deletion until the cloud has said that nothing is left. */
const begun = new Kept<true>('erasing')

/** Whether the current holder has begun to delete everything, and that has not finished. */
export const eraseInterrupted = (): boolean => begun.get() !== null

/**
 * Deletes everything that the caller has, on this phone and, part by part, in the cloud. After each part `goOn` is told
 * what is left; it stops the deletion by answering false. Gives whether nothing is left. Raises CallError; another call
 * continues where this one stopped.
 */
export async function eraseEverything(goOn: (left: Usage) => boolean): Promise<boolean> {
  await confirmHolder()
  // The phone comes first: otherwise the drafts that wait here would be sent while the cloud deletes.
  forgetAll()
  removeExportFile()
  begun.set(true)
  while (await erasePart()) if (!goOn(await getUsage())) return false
  forgetAll()
  return true
}
