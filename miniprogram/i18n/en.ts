import type { Words } from './zh-CN'

export const en: Words = {
  notesTitle: 'Notes',
  meTitle: 'Me',
  newNoteTitle: 'New note',
  noteTitle: 'Edit',

  writeNote: 'Write a note',
  emptyNotes: 'Write down what you want to keep.\nOnly you can see it.',
  loading: 'Loading',
  retry: 'Retry',
  pinned: 'Pinned',
  untitled: 'Untitled',

  justNow: 'Just now',
  minutesAgo: '{count} min ago',
  hoursAgo: '{count} hr ago',
  yesterday: 'Yesterday',
  dayOfYear: '{month} {day}',
  dayOfOtherYear: '{month} {day}, {year}',
  months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',

  titleHint: 'Title',
  bodyHint: 'Write something',
  saved: 'Saved',
  saving: 'Saving',
  unsaved: 'Not saved',
  leftUnsaved: 'Not saved yet. The text stays on this phone; open it again to retry.',

  remove: 'Delete',
  removeQuestion: 'Delete this note?',
  removeWarning: 'It cannot be restored.',
  removed: 'Deleted',
  cancel: 'Cancel',

  changedElsewhere: 'Changed elsewhere',
  changedElsewhereQuestion:
    'Keep the text on this phone, or take the one in the cloud? The other one is replaced.',
  keepMine: 'Mine',
  takeTheirs: 'Cloud’s',

  identityTitle: 'Who the cloud says you are',
  unionidMissing: 'Not available',
  unionidMissingReason:
    'This mini program is not linked to a WeChat Open Platform account, or WeChat gave no UNIONID for you.',
  show: 'Show',
  hide: 'Hide',
  copy: 'Copy',
  copyFailed: 'Could not copy',

  testAuth: 'Test auth',
  authSucceeded: 'Auth successful',
  authFailed: 'Auth failed',
  authMessage: 'Message',
  authTime: 'Server time',
  version: 'Version',

  tooOld: 'WeChat is too old',
  tooOldAdvice: 'Notes are kept in the cloud. Please update WeChat to open them.',
  understood: 'OK',

  UNAUTHENTICATED:
    'WeChat did not tell the cloud who you are. Please open the mini program again from WeChat.',
  FORBIDDEN_CALLER: 'Calls from this mini program are not accepted here.',
  INVALID_INPUT: 'Something is not as required, so nothing was saved. Check the length and try again.',
  NOT_FOUND: 'This note cannot be found. It may have been deleted.',
  CONFLICT: 'This note was changed elsewhere.',
  LIMIT_EXCEEDED: 'No space left. Delete some notes and try again.',
  INTERNAL: 'Something went wrong in the cloud. Please try again later.',
  NETWORK: 'Cannot reach the cloud. Check the network and try again.',
  TIMEOUT: 'The cloud took too long to answer. Please try again later.',
}
