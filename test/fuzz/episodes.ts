import type { Deed, Step } from './steps'

/*
 * What rarely comes about by chance, and is what the hardest of the phones' rules are for. Each begins on good networks, and
 * may go on as it likes: what comes before, between and after them is random.
 */

/** Two phones of one person, so that both have the same notes. The newest note is the first of a list. */
const [here, there] = [0, 1] as const

const on = (phone: Step['phone'], ...deeds: Deed[]): Step[] =>
  deeds.map((deed) => ({ phone, nth: 0, ...deed }))
const does = (does: 'write' | 'type' | 'cut' | 'open' | 'leave' | 'pin shown' | 'refresh'): Deed => ({ does })
const wait = (ms: number): Deed => ({ does: 'wait', ms })
const network = (network: 'good' | 'off' | 'deaf'): Deed => ({ does: 'network', network })
const storage = (full: boolean): Deed => ({ does: 'storage', full })
const reopened: Deed = { does: 'die and come back' }
const handedOver: Deed = { does: 'change hands' }

/** Longer than typing rests before it is sent, and the calls that this takes. */
const sent = wait(900)
/** A note that both phones know. */
const written = on(here, network('good'), does('write'), sent)
const openedThere = on(there, network('good'), does('refresh'), wait(100), does('open'), wait(100))
/** The phone has forgotten what it sent, for its storage was full, and the note is written on from what it still knows. */
const forgotten = [
  ...on(here, network('good'), does('write'), wait(310), storage(true), does('type'), wait(830)),
  ...on(here, network('off'), reopened, storage(false), does('open'), does('type'), sent),
]

export const episodes: Step[][] = [
  // A full storage is freed, and the app dies before anything else makes the phone write.
  on(
    here,
    network('off'),
    does('write'),
    storage(true),
    does('type'),
    sent,
    storage(false),
    wait(2_600),
    reopened,
  ),
  // A change is written and its answer lost; the other phone takes it back, and the first tries again.
  [
    ...written,
    ...on(here, network('deaf'), does('type'), sent, network('off')),
    ...openedThere,
    ...on(there, does('cut'), sent),
    ...on(here, network('good'), wait(8_000)),
  ],
  // The phone is another's now, who writes and closes the app before the cloud knows it, and gives it back later.
  [
    ...on(here, network('off'), handedOver, does('write'), wait(310), reopened),
    ...on(here, network('good'), wait(3_000), handedOver, wait(3_000)),
  ],
  // Both phones pin the note, and only the other one has written in it as well.
  [
    ...written,
    ...openedThere,
    ...on(there, does('type'), does('pin shown'), sent),
    ...on(here, does('pin shown'), wait(100), does('type'), sent),
  ],
  // What the phone has forgotten comes back as another's, also when its answer is lost once more.
  [...forgotten, ...on(here, network('deaf'), sent, network('good'), wait(8_000))],
  // And is another's, because the other phone has written in it as well.
  [...forgotten, ...openedThere, ...on(there, does('type'), sent), ...on(here, network('good'), wait(8_000))],
]
