import type { Usage } from '../../../shared/account'
import { confirmHolder } from '../../common/holder'
import { forgetAll, forgetCopies, Kept } from '../../common/kept'
import { erasePart, getUsage } from '../../services/account'
import { pauseSending, resumeSending } from '../../stores/outbox'
import { removeExportFile } from '../export-card/export-file'

/** Set from the first part of a deletion until the cloud has said that nothing is left. */
const begun = new Kept<true>('erasing')

/** Whether the current holder has begun to delete everything, and that has not finished. */
export const eraseInterrupted = (): boolean => begun.get() !== null

/**
 * Deletes everything that the caller has, on this phone and, part by part, in the cloud. After each part `goOn` is told
 * what is left; it stops the deletion by answering false. Gives whether nothing is left. Raises CallError; another call
 * continues where this one stopped. What is written after it has begun stays, and is sent when it has ended.
 */
export async function eraseEverything(goOn: (left: Usage) => boolean): Promise<boolean> {
  await confirmHolder()
  const quiet = pauseSending()
  try {
    // The phone comes first, and then what is under way: otherwise it would arrive after the cloud has deleted the rest.
    forgetAll()
    removeExportFile()
    begun.set(true)
    await quiet
    while (await erasePart()) if (!goOn(await getUsage())) return false
    begun.set(null)
    forgetCopies()
    return true
  } finally {
    void resumeSending()
  }
}
