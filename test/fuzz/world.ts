import type { Kept } from '../support/model'
import { MemoryCloud } from '../support/memory-cloud'
import { Clock } from './clock'
import { beginAnew, Phone, type App, type Draft } from './phone'
import type { Step } from './steps'
import { Words, wordsIn } from './words'

/*
 * What holds whatever two phones of one person and one of another go through:
 *
 * (a) Every text that rested for 300 ms on a screen is in the cloud, on the phone, or shown with a choice.
 * (b) No note is there twice.
 * (c) What was deleted, and confirmed, does not return by itself.
 * (d) Nobody sees what is another's.
 * (e) After "everything is deleted" nothing of before is in the cloud or on that phone, and what is typed afterwards stays.
 * (f) When all is calm, every phone shows what the cloud holds.
 *
 * Each word that is typed is another one, so that it can be looked for. A person may let a word go: by cutting it out, by
 * a choice, by agreeing to a question, by deleting for good.
 *
 * Two things are nobody's fault and are left out: what was typed while the storage was full, and dies with the app; and a note
 * that was deleted for good, or with everything, while another phone, on which it is still wanted, does not know whether it
 * has made it, and cannot know that there ever was one. What becomes of its words where it is made again, and with which, is
 * left out too: a phone that was full may have forgotten what it sent.
 */
export class Broken extends Error {}

const people = ['oALICE', 'oBOB'] as const

/** Until the cloud has said who holds the phone, its list is the former holder's, and nobody changes another's notes. */
const isOfAnother = ({ holder }: Phone, app: App): boolean => app.holder.currentHolder() !== holder

export class World {
  readonly clock = new Clock()
  readonly cloud = new MemoryCloud()
  readonly words = new Words(this.clock)
  readonly phones: readonly [Phone, Phone, Phone]

  constructor() {
    beginAnew()
    this.cloud.eraseBatchSize = 2
    const phone = (name: string, holder: string) =>
      new Phone(name, holder, this.clock, (by, called, data) => this.carry(by, called, data))
    this.phones = [phone('A', people[0]), phone('B', people[0]), phone('C', people[1])]
    for (const each of this.phones) each.launch()
  }

  /** Does the steps, then waits until all is calm. Raises Broken where an invariant does not hold. */
  async live(steps: Step[]): Promise<void> {
    await this.clock.pass(100)
    for (const step of steps) {
      this.take(step)
      await this.clock.pass(step.does === 'wait' ? step.ms : 0)
      this.checkPrivacy()
    }
    await this.calm()
  }

  private take(step: Step): void {
    const phone = this.phones[step.phone]
    const { app, screen } = phone
    // What happens to a phone, whether the app is open or not.
    if (step.does === 'wait') return
    if (step.does === 'network') return phone.setNetwork(step.network)
    if (step.does === 'storage') return this.fill(phone, step.full)
    if (step.does === 'change hands') return this.changeHands(phone)
    if (step.does === 'die' || step.does === 'die and come back') {
      const stays = step.does === 'die' && app
      this.die(phone)
      return stays ? undefined : phone.launch()
    }
    // What a thumb does.
    if (!app) return phone.launch()
    switch (step.does) {
      case 'write':
        this.leave(phone)
        phone.screen = app.draft.Draft.of(null)
        return this.type(phone, phone.screen)
      case 'type':
        return screen && this.type(phone, screen)
      case 'cut':
        return screen && this.cut(phone, screen)
      case 'leave':
        return this.leave(phone)
      case 'open':
        return void this.open(phone, app, step.nth)
      case 'refresh':
        return void app.notesList.refresh()
      case 'pin':
        return void this.act(phone, app, step.nth, app.i18n.texts.pin)
      case 'pin shown':
        return screen && this.pin(phone, screen)
      case 'trash listed':
        if (phone.removing !== app) phone.confirms = step.confirms
        return void this.act(phone, app, step.nth, app.i18n.texts.remove)
      case 'trash':
        if (phone.removing !== app) phone.confirms = step.confirms
        return void (screen && this.trash(phone, app, screen))
      case 'undo': {
        const removed = app.undo.takeUndo()
        return void (removed && app.cards.takeBack(removed))
      }
      case 'restore':
        return void this.inTrash(phone, app, step.nth, app.i18n.texts.restore)
      case 'destroy':
        if (phone.removing === app) return
        phone.confirms = true
        return void this.inTrash(phone, app, step.nth, app.i18n.texts.destroy)
      case 'settle':
        return this.settle(phone, app, step.keeps)
      case 'erase':
        return void this.erase(phone, app)
    }
  }

  /** What lies somewhere by now is not lost by a phone that is full, only what is typed from now on. */
  private fill(phone: Phone, full: boolean): void {
    if (full) this.words.laidDown([...this.everywhere()])
    phone.setFull(full)
  }

  private write(phone: Phone, draft: Draft, changes: Partial<Draft['content']>): void {
    // Typing asks for another try as well, and what was deleted becomes a note of its own.
    this.ask(draft)
    this.words.pardon(wordsIn(draft.content.body))
    // Who writes on in a note while it is being deleted with the rest keeps what is written in it.
    if (phone.app && this.erasing.has(phone.app)) this.words.copy(wordsIn(draft.content.body))
    phone.app?.outbox.write(draft, { ...draft.content, ...changes })
  }

  private type(phone: Phone, draft: Draft): void {
    const word = this.words.fresh(phone)
    this.write(phone, draft, { body: `${draft.content.body} ${word}`.trim() })
  }

  /** Takes the last word away. */
  private cut(phone: Phone, draft: Draft): void {
    const { body } = draft.content
    this.words.letGo(wordsIn(body).slice(-1), 'cut')
    this.write(phone, draft, { body: body.split(' ').slice(0, -1).join(' ') })
  }

  private pin(phone: Phone, draft: Draft): void {
    this.write(phone, draft, { pinned: !draft.content.pinned })
    void phone.app?.outbox.sendNow()
  }

  private leave(phone: Phone): void {
    const { screen, app } = phone
    phone.screen = undefined
    if (screen) void app?.outbox.leave(screen)
  }

  private async open(phone: Phone, app: App, nth: number): Promise<void> {
    this.leave(phone)
    if (isOfAnother(phone, app)) return
    const listed = app.blocks.itemsOf(app.notesList.blocks)
    const note = listed[nth % (listed.length || 1)]
    if (!note) return
    const draft = app.outbox.findDraft(note.id)
    if (draft) {
      this.ask(draft)
      draft.retry()
      phone.screen = draft
      return app.outbox.sendNow()
    }
    if (note.id.startsWith('new-')) return
    const kept = app.keptNotes.keptNote(note.id)
    const shown = kept ? app.draft.Draft.of(kept) : undefined
    phone.screen = shown
    try {
      const found = await app.keptNotes.openNote(note.id)
      if (phone.app !== app || found.deletedAt !== null) return
      if (shown) shown.refresh(found)
      else phone.screen ??= app.outbox.findDraft(note.id) ?? app.draft.Draft.of(found)
    } catch {
      // The page says why.
    }
  }

  /** Somebody asks for another try of what was deleted: as a note of its own, which is a choice. */
  private ask({ state, content }: Draft): void {
    if (state.kind === 'unsaved' || state.kind === 'gone') this.words.copy(wordsIn(content.body))
  }

  private async act(phone: Phone, app: App, nth: number, choice: string): Promise<void> {
    this.leave(phone)
    if (isOfAnother(phone, app)) return
    const listed = app.blocks.itemsOf(app.notesList.blocks)
    const note = listed[nth % (listed.length || 1)]
    if (!note) return
    const { texts } = app.i18n
    phone.choice = choice === texts.pin && note.pinned ? texts.unpin : choice
    const draft = app.outbox.findDraft(note.id)
    if (draft) this.ask(draft)
    await this.alone(phone, app, draft, async () => void (await app.cards.offerActions(note)))
  }

  private async trash(phone: Phone, app: App, draft: Draft): Promise<void> {
    this.ask(draft)
    await this.alone(phone, app, draft, async () => {
      if ((await app.removal.moveToTrash(draft)) && phone.screen === draft) phone.screen = undefined
    })
  }

  /** Does what may delete a draft, unless the person waits for another deletion. */
  private async alone(
    phone: Phone,
    app: App,
    draft: Draft | undefined,
    remove: () => Promise<void>,
  ): Promise<void> {
    if (phone.removing === app) return
    phone.removing = app
    if (draft) this.removing(phone, app, draft)
    await remove()
    if (phone.removing === app) phone.removing = undefined
  }

  private removing(phone: Phone, app: App, draft: Draft): void {
    phone.agreed = () => {
      const { content, inDoubt, note } = draft.known
      const lost = wordsIn(`${content.body} ${inDoubt?.body ?? ''}`)
      this.words.letGo(lost, 'agreed')
      // What is another's is left to them.
      if (!note && inDoubt && app.holder.currentHolder() === phone.holder)
        this.words.doom(wordsIn(inDoubt.body), () => phone.app === app && !phone.missedSomething)
    }
  }

  private async inTrash(phone: Phone, app: App, nth: number, choice: string): Promise<void> {
    this.leave(phone)
    try {
      const { items } = await app.notes.listTrash(null)
      const note = items[nth % (items.length || 1)]
      // Who has opened a note or deletes another since is not on this page any more, and must not answer its question.
      if (!note || phone.app !== app || phone.screen || phone.removing === app) return
      phone.choice = choice
      phone.agreed = () => {}
      await app.trash.offerActions(note)
    } catch {
      // The page says why.
    }
  }

  private settle(phone: Phone, app: App, keeps: 'mine' | 'theirs' | 'both'): void {
    if (isOfAnother(phone, app)) return
    const draft = phone.screen ?? this.waiting(app)[0]
    if (draft?.state.kind !== 'conflict') return
    const [mine, theirs] = [wordsIn(draft.content.body), wordsIn(draft.state.theirs.body)]
    this.words.choose([...mine, ...theirs])
    if (keeps === 'both') this.words.copy(mine)
    if (keeps === 'mine')
      this.words.letGo(
        theirs.filter((word) => !mine.includes(word)),
        'chosen',
      )
    if (keeps === 'theirs')
      this.words.letGo(
        mine.filter((word) => !theirs.includes(word)),
        'chosen',
      )
    app.settle.settle[keeps](draft)
  }

  private async erase(phone: Phone, app: App): Promise<void> {
    this.leave(phone)
    const { holder } = phone
    // The page has asked who holds the phone before it shows anything.
    if (app.holder.confirmedHolder() === null) return
    try {
      const onPhone = [...phone.kept(), ...this.waiting(app).map(({ content }) => content.body)]
      const inCloud = this.cloud.of(holder).map(({ body }) => body)
      const before = wordsIn([...onPhone, ...inCloud].join(' '))
      this.words.letGo(before, 'erased')
      // The phone has forgotten these; if the cloud does not get to them now, it says so and offers to go on.
      this.words.pardon(before)
      this.erasing.add(app)
      const done = app.erase.eraseEverything(() => phone.app === app)
      if (!(await done) || phone.app !== app) return
      const left = wordsIn([...phone.kept(), ...this.cloud.of(holder).map(({ body }) => body)].join(' '))
      for (const word of this.words.notCopied(before))
        if (left.includes(word)) throw new Broken(`(e) ${word} is there after everything was deleted`)
    } catch (error) {
      if (error instanceof Broken) this.broken = error
      // Anything else the page says.
    }
  }
  private broken: Broken | undefined
  private readonly erasing = new Set<App>()

  private die(phone: Phone): void {
    const inMemory = phone.app ? this.waiting(phone.app).map(({ content }) => content.body) : []
    const missed = phone.missedSomething
    phone.kill()
    // Nobody can keep what does not fit, or what was typed just now.
    const there = this.everywhere()
    const lost = wordsIn(inMemory.join(' ')).filter((word) => !there.has(word))
    this.words.letGo(missed ? this.words.neverLaidDown(lost) : this.words.restless(lost), 'not kept')
    this.checkWords()
  }

  private changeHands(phone: Phone): void {
    this.die(phone)
    phone.handTo(people.find((person) => person !== phone.holder) ?? phone.holder)
    phone.launch()
  }

  /** What the cloud does with a call, and what must not come of it. */
  private carry(phone: Phone, name: string, data: unknown): unknown {
    const before = this.cloud.notes
    const answer = this.cloud.answer({ openid: phone.holder }, name, data)
    this.compare(before, this.cloud.notes, String(Object(data).action))
    return answer
  }

  private compare(before: Kept[], after: Kept[], action: string): void {
    if (before === after) return
    const was = new Map(before.map((note) => [note.id, note]))
    const is = new Map(after.map((note) => [note.id, note]))
    for (const note of after) {
      const earlier = was.get(note.id)
      if (earlier === note) continue
      if (!earlier) this.made(note)
      const had = new Set(earlier && earlier.deletedAt === null ? wordsIn(earlier.body) : [])
      const has = wordsIn(note.body)
      for (const word of has) {
        if (this.words.isOf(word) !== note.openid) this.break(`(d) ${word} of another reached ${note.openid}`)
        if (note.deletedAt === null && !had.has(word)) {
          if (action === 'restore') this.words.restored(word)
          else if (this.words.mustNotReturn(word)) this.break(`(c) ${word} returned by ${action}`)
        }
      }
      if (note.deletedAt !== null && earlier?.deletedAt === null) this.words.deleted(has)
      else if (earlier) this.words.deleted(wordsIn(earlier.body).filter((word) => !has.includes(word)))
    }
    for (const { id, key, body } of before) {
      if (is.has(id)) continue
      const gone = wordsIn(body)
      this.words.letGo(gone, 'destroyed')
      this.words.deleted(gone)
      // A phone that does not know whether it has made the note cannot know either that it is gone. Once it is made again, a
      // phone that has it open goes on in it.
      const unconfirmed = this.phones.flatMap((each) => this.unconfirmedOn(each, key))
      if (unconfirmed.length > 0) this.words.choose([...unconfirmed, ...gone])
    }
    for (const note of after.filter(({ deletedAt }) => deletedAt === null))
      for (const other of after)
        if (other.id > note.id && other.deletedAt === null)
          for (const word of this.words.notCopied(wordsIn(note.body)))
            if (wordsIn(other.body).includes(word)) this.break(`(b) ${word} is there twice`)
  }

  /** A note that is made again, with other words than at first, is what a full phone still knew of it. */
  private made({ key, body }: Kept): void {
    const first = this.firstBodies.get(key)
    if (first === undefined) this.firstBodies.set(key, body)
    else if (first !== body) this.words.letGo(wordsIn(body), 'made again')
  }
  private readonly firstBodies = new Map<string, string>()

  /** The words with which a phone may still make the note of a key, from memory or from what is kept, or is making it. */
  private unconfirmedOn({ app, stored, underWay }: Phone, key: string): string[] {
    const inMemory = app ? this.waiting(app).map(({ known }) => known) : []
    const kept = stored.flatMap(([at, value]) => (at.endsWith(`:draft:${key}`) ? [JSON.parse(value)] : []))
    const drafts = [...inMemory, ...kept].filter(
      (draft) => draft.key === key && !draft.note && draft.removal !== 'whatever it takes',
    )
    const calls = [...underWay].map((call) => JSON.stringify(call)).filter((call) => call.includes(key))
    return wordsIn([JSON.stringify(drafts), ...calls].join(' '))
  }

  private break(what: string): void {
    this.broken ??= new Broken(what)
  }

  /** The drafts of a launch that a list shows. */
  private waiting({ outbox }: App): Draft[] {
    return outbox.waitingNotes().flatMap(({ id }) => outbox.findDraft(id) ?? [])
  }

  /** The words that are in the cloud, on a phone, or shown with a choice. */
  private everywhere(): Set<string> {
    const texts = this.cloud.notes.map(({ body }) => body)
    // A copy of what the cloud has had does not bring back what was typed.
    for (const { stored } of this.phones)
      for (const [key, value] of stored) if (!key.includes(':note:')) texts.push(value)
    return new Set(wordsIn(texts.join(' ')))
  }

  private checkWords(): void {
    if (this.broken) throw this.broken
    const there = this.everywhere()
    for (const { app } of this.phones)
      if (app)
        for (const { content } of this.waiting(app)) for (const word of wordsIn(content.body)) there.add(word)
    for (const word of this.words.rested()) if (!there.has(word)) throw new Broken(`(a) ${word} is lost`)
  }

  private checkPrivacy(): void {
    if (this.broken) throw this.broken
    for (const { app, holder } of this.phones) {
      if (!app || app.holder.confirmedHolder() !== holder) continue
      const shown = app.blocks.itemsOf(app.notesList.blocks).map(({ excerpt }) => excerpt)
      const drafts = app.outbox.waitingNotes().map(({ excerpt }) => excerpt)
      const kept = app.keptNotes.keptNotes().map(({ body }) => body)
      for (const word of wordsIn([...shown, ...drafts, ...kept].join(' ')))
        if (this.words.isOf(word) !== holder) throw new Broken(`(d) ${holder} sees ${word}`)
    }
  }

  /** The network is good, there is room, every app is open, and nobody types. */
  private async calm(): Promise<void> {
    await this.clock.pass(1_000)
    for (const phone of this.phones) {
      phone.setNetwork('good')
      phone.setFull(false)
      phone.confirms = true
      phone.launch()
    }
    await this.clock.pass(20_000)
    for (const phone of this.phones) this.leave(phone)
    await this.clock.pass(1_000_000)
    // Once more, because the first look may be what tells a phone who holds it, and what waits there is sent then.
    for (let look = 0; look < 2; look++) {
      for (const { app } of this.phones) void app?.notesList.refresh()
      await this.clock.pass(60_000)
    }
    this.checkPrivacy()
    this.checkWords()
    for (const phone of this.phones) this.checkCalm(phone)
  }

  private checkCalm({ name, app, holder }: Phone): void {
    if (!app) return
    const drafts = this.waiting(app)
    for (const { state } of drafts)
      if (state.kind !== 'conflict' && state.kind !== 'unsaved')
        throw new Broken(`(f) on ${name} a draft is ${state.kind} when all is calm`)
    const asked = new Set(drafts.map(({ id }) => id))
    const text = (notes: { id: string; excerpt: string; pinned: boolean }[]) =>
      notes
        .filter(({ id }) => !asked.has(id))
        .map(({ id, excerpt, pinned }) => `${id} ${pinned} ${excerpt}`)
        .sort()
        .join('\n')
    const live = this.cloud.of(holder).filter(({ deletedAt }) => deletedAt === null)
    const held = text(live.map((note) => ({ ...note, excerpt: note.body.slice(0, 120) })))
    const shown = text(app.blocks.itemsOf(app.notesList.blocks))
    if (held !== shown) throw new Broken(`(f) ${name} shows\n${shown}\nand the cloud holds\n${held}`)
    for (const { body, rev } of live)
      for (const word of wordsIn(body))
        if (rev === 1 && this.words.isDoomed(word)) throw new Broken(`(c) ${word} was deleted and is live`)
  }
}
