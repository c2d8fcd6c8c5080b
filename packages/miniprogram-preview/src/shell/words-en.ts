import type { Words } from './words-zh'

const counted = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`

export const en: Words = {
  title: 'Preview',
  language: 'Language',
  look: 'Look',
  theme: 'Appearance',
  light: 'Light',
  dark: 'Dark',
  textSize: 'Text size',
  standard: 'Standard',
  large: 'Large',
  largest: 'Largest',

  withUnionid: 'with UNIONID',
  noUnionid: 'no UNIONID',
  app: 'this app',
  sibling: 'sibling app',
  stranger: 'app not allowed',
  noCloud: 'no cloud',
  phone: (name) => `${name}’s phone`,
  holder: 'Who holds this phone',
  about: {
    withUnionid: 'WeChat gives an OPENID, and a UNIONID too.',
    noUnionid: 'WeChat gives an OPENID alone, as it often does.',
    late: 'No UNIONID yet. Switch it on below: what she wrote before is still hers.',
    sibling: 'The same person in another mini program of the same owner: another OPENID, the same UNIONID.',
    stranger: 'Comes from a mini program that may not use this cloud. Every call is refused.',
    noCloud: 'There is no cloud here, only phones.',
  },
  on: 'On',
  off: 'Off',
  network: 'Network',
  wifi: 'Online',
  slow: 'Slow',
  failing: 'Answers lost',
  none: 'Offline',

  openapi: 'WeChat’s interfaces',
  openapiAbout: 'They answer what this project declares. It is not WeChat’s judgement.',
  answers: 'Answers',
  answersAfter: (seconds) => `After ${seconds} s`,
  fails: (errcode) => `Fails (${errcode})`,

  cloud: 'One cloud',
  warnings: (count) => (count === 1 ? '1 warning' : `${count} warnings`),
  calls: 'Calls',
  clear: 'Clear',
  noCalls: 'Use a phone: each call appears here, with its queries and the index each one used.',
  callsNeedCloud: 'This is the preview alone, without a cloud, so there are no calls to show.',
  quiet: (count) => counted(count, 'routine call'),
  trips: (count) => counted(count, 'trip'),
  rows: (examined, returned) => `read ${examined}, gave ${returned}`,
  changed: (count) => `changed ${count}`,
  index: (names) => `index ${names}`,
  noOwner: 'no owner condition',
  event: 'Event',
  queries: 'Queries',
  answer: 'Answer',
  noQueries: 'No database requests',
  ownersPart: 'the owner’s part',
  missing: 'missing',

  samples: 'Add sample notes',
  stepSamples: 'A few of Alice’s, Bob’s and Carol’s.',
  stepWrite: 'Write on one phone, watch the other',
  stepWriteMore: 'It never shows there. Each call is listed below with its owner condition.',
  breakIn: 'Try to break in',
  stepBreakIn: 'Bob goes after Alice’s newest note. Does he get it?',
  close: 'Close',

  tryIt: 'Try',
  tryAll: 'Try all',
  target: (text) => `The target is Alice’s “${text}”`,
  nothing: (who) => `${who} got nothing of anybody else’s`,
  got: (who, whose, count) => `${who} got ${counted(count, 'document')} of ${whose}`,
  stopped: 'Stopped by the watchman',
  filter: 'Owner filter',
  filterKept: 'In place',
  filterRemoved: 'Removed',
  filterAbout:
    'This line is left out of a copy; the sources stay as they are. Once it is back, all that was done meanwhile is undone.',
  filterOut: 'For show: the functions run without the owner filter',
  putBack: 'Put it back',

  all: (names) => new Intl.ListFormat('en').format(names),
  violation: 'VIOLATION',
  alarm: (who, whose, count) =>
    count > 0
      ? `${who} reached ${counted(count, 'document')} of ${whose}`
      : `${who} sent a request that names no owner`,
  alarmStopped: (who, whose) =>
    whose
      ? `${who} reached for documents of ${whose} and was stopped`
      : `${who} was stopped: the request names no owner`,
  why: {
    nobody: 'The caller has no identity, so nothing is theirs.',
    unconfined: 'The query names no owner: every branch must ask for the caller’s _openid or unionid.',
    foreign: 'The query names the owner, and met somebody else’s document all the same.',
    insert: 'A new document does not bear the caller’s identity.',
    update: 'The update changes a document’s owner.',
  },
  owned: (who) => `${who}’s`,
  calledFrom: 'In the code',
  lineRemoved: 'The line taken out',
  dismiss: 'Dismiss',
}
