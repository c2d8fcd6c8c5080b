import type { Usage } from '../../../shared/account'
import { confirmHolder } from '../../common/holder'
import { forgetAll, Kept } from '../../common/kept'
import { erasePart, getUsage } from '../../services/account'
import { removeExportFile } from '../export-card/export-file'

/** All that the holder has was to be deleted, and the cloud has not said that nothing is left. */
const begun = new Kept<true>('erasing')

/** Whether the current holder has begun to delete everything and it did not come to its end. */
export const eraseInterrupted = (): boolean => begun.get() !== null

/**
 * Deletes all that the caller has, in the cloud part by part and on this phone, or until `goOn`, told of what is left
 * after each part, answers false. Gives whether nothing is left. Raises CallError; another call goes on.
 */
export async function eraseEverything(goOn: (left: Usage) => boolean): Promise<boolean> {
  await confirmHolder()
  // First, so that nothing that waits here is sent to the cloud behind the deletion's back.
  forgetAll()
  removeExportFile()
  begun.set(true)
  while (await erasePart()) if (!goOn(await getUsage())) return false
  forgetAll()
  return true
}
