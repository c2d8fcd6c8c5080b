import type * as Blocks from '../../miniprogram/common/list/blocks'
import type * as HolderModule from '../../miniprogram/common/holder'
import type * as KeptModule from '../../miniprogram/common/kept'
import type * as EraseModule from '../../miniprogram/components/erase-card/erase'
import type * as I18n from '../../miniprogram/i18n/index'
import type * as SettleModule from '../../miniprogram/pages/conflict/settle'
import type * as CardActions from '../../miniprogram/pages/notes/card-actions'
import type * as ListModule from '../../miniprogram/pages/notes/list'
import type * as TrashActions from '../../miniprogram/pages/trash/trash-actions'
import type * as NotesService from '../../miniprogram/services/notes'
import type * as KeptNotesModule from '../../miniprogram/stores/kept-notes'
import type * as ChangesModule from '../../miniprogram/stores/changes'
import type * as DraftModule from '../../miniprogram/stores/draft'
import type * as OutboxModule from '../../miniprogram/stores/outbox'
import type * as RemovalModule from '../../miniprogram/stores/removal'
import type * as UndoModule from '../../miniprogram/stores/undo'
import { launchApp } from './app'
import type { Clock } from './clock'

export type Draft = DraftModule.Draft

/** How calls get to the cloud and back. */
export type Network = 'good' | 'slow' | 'off' | 'deaf'

/** What the cloud answers to a call that reached it. */
export type Carry = (phone: Phone, name: string, data: unknown) => unknown

const onlineMs = 20
/** Longer together than the phone waits for an answer. */
const [slowThereMs, slowBackMs] = [3_000, 9_000]

/** The modules of one launch. */
function modulesOf(require: ReturnType<typeof launchApp>) {
  return {
    outbox: require<typeof OutboxModule>('stores/outbox'),
    keptNotes: require<typeof KeptNotesModule>('stores/kept-notes'),
    draft: require<typeof DraftModule>('stores/draft'),
    changes: require<typeof ChangesModule>('stores/changes'),
    removal: require<typeof RemovalModule>('stores/removal'),
    undo: require<typeof UndoModule>('stores/undo'),
    holder: require<typeof HolderModule>('common/holder'),
    kept: require<typeof KeptModule>('common/kept'),
    notes: require<typeof NotesService>('services/notes'),
    list: require<typeof ListModule>('pages/notes/list'),
    blocks: require<typeof Blocks>('common/list/blocks'),
    cards: require<typeof CardActions>('pages/notes/card-actions'),
    trash: require<typeof TrashActions>('pages/trash/trash-actions'),
    settle: require<typeof SettleModule>('pages/conflict/settle'),
    erase: require<typeof EraseModule>('components/erase-card/erase'),
    i18n: require<typeof I18n>('i18n/index'),
  }
}

export type App = ReturnType<typeof modulesOf> & { notesList: ListModule.NoteList }

/** A phone with the real stores on it, and a thumb that does what the pages do. */
export class Phone {
  private storage = new Map<string, string>()
  /** What WeChat stores on this phone for who does not hold it now, once it has to. */
  private readonly laidAside = new Map<string, Map<string, string>>()
  network: Network = 'good'
  full = false
  /** When the storage was last full, and may have missed something until the phone tried again. */
  fullUntil = 0
  /** What the person answers to a question. */
  confirms = true
  /** What the person chooses from the next action sheet. */
  choice = ''
  app: App | undefined
  /** The note on the screen. */
  screen: Draft | undefined
  /** Told when the person agrees that something is lost. */
  agreed: () => void = () => {}
  /** What has left it and not reached the cloud yet, maybe from an earlier launch. */
  readonly underWay = new Set<unknown>()
  /** The launch in which a deletion is under way: a person deletes one note at a time. */
  removing: App | undefined
  private launches = 0
  private listeners: ((state: { isConnected: boolean }) => void)[] = []

  constructor(
    readonly name: string,
    public holder: string,
    private readonly clock: Clock,
    private readonly carry: Carry,
  ) {}

  launch(): void {
    if (this.app) return
    const launched = ++this.launches
    const alive = () => launched === this.launches
    this.listeners = []
    const { clock } = this
    const require = launchApp({
      wx: this.wx(alive),
      setTimeout: (run, delayMs) => clock.after(delayMs, () => alive() && run()),
      clearTimeout: (stop) => typeof stop === 'function' && stop(),
      Date: Object.assign(() => '', { now: () => clock.now }),
      Math: Object.assign(Object.create(Math), { random }),
    })
    const modules = modulesOf(require)
    const notesList = new modules.list.NoteList(() => {})
    this.app = { ...modules, notesList }
    modules.outbox.startOutbox()
    modules.keptNotes.startKeepingNotes()
    // As the pages and the app do.
    modules.changes.noteChanges.subscribe((change) => notesList.hear(change))
    modules.holder.holderChanges.subscribe(({ former }) => {
      if (former === null) return
      void notesList.open()
      this.screen = undefined
    })
    modules.kept.forgetting.subscribe(() => void notesList.open())
    void notesList.open()
    void modules.outbox.sendNow()
  }

  /** The app dies: its memory is gone, and nothing that it waited for happens. */
  kill(): void {
    this.launches++
    this.app = undefined
    this.screen = undefined
  }

  setNetwork(network: Network): void {
    const returns = this.network === 'off' && network !== 'off'
    this.network = network
    if (returns) for (const listener of this.listeners) listener({ isConnected: true })
  }

  setFull(full: boolean): void {
    if (this.full && !full) this.fullUntil = this.clock.now + 2_500
    this.full = full
  }

  /** Whether the storage may lack something that no fault of the app keeps out of it. */
  get missedSomething(): boolean {
    return this.full || this.clock.now <= this.fullUntil
  }

  /**
   * Another person holds it from now on. WeChat keeps the storage of two people apart, which the app does not rely on; the
   * phone does so from when something lies on it that belongs to nobody yet, since nobody could tell then whose it is.
   */
  handTo(person: string): void {
    const unclaimed = [...this.storage.keys()].some((key) => key.startsWith('unclaimed:'))
    if (unclaimed || this.laidAside.size > 0) {
      this.laidAside.set(this.holder, this.storage)
      this.storage = this.laidAside.get(person) ?? new Map()
    }
    this.holder = person
  }

  /** All that lies on it, for whomever: keys and values. */
  get stored(): [string, string][] {
    return [...new Set([this.storage, ...this.laidAside.values()])].flatMap((each) => [...each])
  }

  /** What lies on it for its holder, and for nobody yet. */
  kept(): string[] {
    return [...this.storage].flatMap(([key, value]) =>
      key.startsWith(`${this.holder}:`) || key.startsWith('unclaimed:') ? [value] : [],
    )
  }

  private wx(alive: () => boolean): object {
    const { storage, clock } = this
    const never = () => new Promise<never>(() => {})
    const callFunction = ({ name, data }: { name: string; data: unknown }) =>
      alive() ? this.call(alive, name, data) : never()
    return {
      cloud: { callFunction, init() {} },
      getStorageSync: (key: string) => JSON.parse(storage.get(key) ?? '""'),
      setStorageSync: (key: string, value: unknown) => {
        if (this.full) throw new Error('exceed storage max size 10Mb')
        storage.set(key, JSON.stringify(value))
      },
      removeStorageSync: (key: string) => storage.delete(key),
      getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
      onNetworkStatusChange: (listener: (state: { isConnected: boolean }) => void) =>
        this.listeners.push(listener),
      showToast: () => Promise.resolve(),
      navigateTo: () => Promise.resolve(),
      showModal: () =>
        new Promise((resolve) =>
          clock.after(1, () => {
            if (!alive()) return
            if (this.confirms) this.agreed()
            resolve({ confirm: this.confirms })
          }),
        ),
      showActionSheet: (sheet: { itemList: string[]; success: (chosen: { tapIndex: number }) => void }) =>
        sheet.success({ tapIndex: sheet.itemList.indexOf(this.choice) }),
      getAppBaseInfo: () => ({ language: 'en' }),
      getFileSystemManager: () => ({
        unlinkSync() {
          throw new Error('no such file')
        },
      }),
      env: { USER_DATA_PATH: 'http://usr' },
    }
  }

  private call(alive: () => boolean, name: string, data: unknown): Promise<{ result: unknown }> {
    const { clock, network, holder } = this
    return new Promise((resolve, reject) => {
      const answer = (delayMs: number, run: () => void) => clock.after(delayMs, () => alive() && run())
      const fail = () => reject({ errMsg: 'cloud.callFunction:fail request:fail' })
      if (network === 'off') return void answer(1, fail)
      this.underWay.add(data)
      clock.after(network === 'slow' ? slowThereMs : onlineMs, () => {
        this.underWay.delete(data)
        // What a dead phone has sent arrives all the same; a part of a deletion is taken not to, which lasts no longer.
        if (!alive() && (name === 'account' || holder !== this.holder)) return
        const result: unknown = JSON.parse(JSON.stringify(this.carry(this, name, data)))
        const lost = network === 'deaf' && name === 'notes'
        answer(network === 'slow' ? slowBackMs : onlineMs, () => (lost ? fail() : resolve({ result })))
      })
    })
  }
}

let state = 1
/** Keys have to differ; that they are the same in each run makes a failure repeatable. */
function random(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}
export const beginAnew = (): void => void (state = 1)
