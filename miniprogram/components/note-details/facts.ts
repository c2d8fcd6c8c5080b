import { countBoxes, drawBoxes } from '../../../shared/checklist'
import type { Note } from '../../../shared/notes'
import { rethrowUnlessCallError } from '../../common/call-error'
import { countWords } from '../../common/words'
import { moment } from '../../i18n/moment'
import { texts } from '../../i18n/index'
import { isWrittenHere, type NoteContent } from '../../services/notes'

/** One line of the details. */
export interface Fact {
  name: string
  value: string
}

/** What is known about a note: `content` as it stands on the screen, `note` as the cloud has it, or null. */
export function factsOf({ body }: NoteContent, note: Note | null): Fact[] {
  const { boxes, ticked } = countBoxes(body)
  const read = drawBoxes(body)
  // The ends of lines are no characters.
  const characters = [...read.replace(/[\r\n]/g, '')].length
  return [
    { name: texts.words, value: String(countWords(read)) },
    { name: texts.characters, value: String(characters) },
    ...(boxes > 0 ? [{ name: texts.checklist, value: `${ticked}/${boxes}` }] : []),
    ...(note ? [{ name: texts.writtenAt, value: moment(note.createdAt) }] : []),
    ...(note ? [{ name: texts.changedAt, value: moment(note.updatedAt) }] : []),
  ]
}

/** In which mini program a note was last written, as the cloud knows it; nothing where that cannot be told. */
export async function placeOf(note: Note): Promise<Fact[]> {
  try {
    const isHere = await isWrittenHere(note.id)
    if (isHere === undefined) return []
    return [{ name: texts.writtenIn, value: isHere ? texts.thisApp : texts.otherApp }]
  } catch (caught) {
    // The rest of the details is known without the cloud.
    rethrowUnlessCallError(caught)
    return []
  }
}
