import type { Answer, Failure } from '../../shared/answer'
import type { Action, Current, Data, Parsed } from '../../shared/contract'
import type { Contracts } from '../../shared/contracts'
import type { Note, NoteSummary } from '../../shared/notes'
import { phone, wxCalls } from '../support/wx'

type Notes = Contracts['notes']

type Actions = {
  [Name in keyof Notes]?: (
    input: Parsed<Notes[Name]>,
  ) => Answered<Notes[Name]> | Promise<Answered<Notes[Name]>>
}

type Answered<A extends Action> = Answer<Data<A>, Current<A>>

export type ListAnswer = Answer<Data<Notes['list']>>

export const ok = <T>(data: T): Answer<T> => ({ ok: true, data })
export const refused = <Current = never>(error: Failure<Current>): Answer<never, Current> => ({
  ok: false,
  error,
})

/** A call that never reached the cloud. */
export function offline(): never {
  throw { errMsg: 'cloud.callFunction:fail Error: errCode: -1 | errMsg: request:fail' }
}

/** Who holds the phone in every test of a page. */
export const holder = 'oALICE'

/** From now on the function `notes` answers so. There are no tags, and no notes to be kept, unless it says so. */
export function givenNotes(given: Actions): void {
  const actions: Actions = { tags: () => ok({ tags: [] }), read: () => ok({ notes: [] }), ...given }
  phone.cloud = (name, data) => {
    if (name === 'getUserInfo') return { openid: holder, appid: 'wx', unionid: null }
    const { action, input } = data as { action: keyof Actions; input: never }
    const answer = actions[action]
    if (name !== 'notes' || !answer) throw new Error(`unexpected call of ${name}.${action}`)
    return answer(input)
  }
}

/** The events of all calls of `notes` made so far, like ['list', { cursor }], but for what is read to be kept. */
export const asked = (): [string, unknown][] =>
  wxCalls.callFunction.mock.calls.flatMap(([{ name, data }]) => {
    const { action, input } = data as { action: string; input: unknown }
    return name === 'notes' && action !== 'read' ? [[action, input]] : []
  })

/** A promise that the test fulfils when it likes. */
export function later<T>() {
  let fulfil: (value: T) => void = () => {}
  const promise = new Promise<T>((resolve) => (fulfil = resolve))
  return { promise, fulfil }
}

const base = { tags: [], pinned: false, rev: 1, createdAt: 0, deletedAt: null }

export const note = (fields: Partial<Note> = {}): Note => ({
  ...base,
  id: 'a'.repeat(32),
  title: 'Tea',
  body: 'Buy green tea',
  updatedAt: Date.now(),
  ...fields,
})

export const summary = (fields: Partial<NoteSummary> = {}): NoteSummary => ({
  ...base,
  id: 'a'.repeat(32),
  title: 'Tea',
  excerpt: 'Buy green tea',
  updatedAt: Date.now(),
  ...fields,
})

/** `count` notes, the newest first, a minute apart. */
export const summaries = (count: number, from = 0): NoteSummary[] =>
  Array.from({ length: count }, (_, i) =>
    summary({
      id: (from + i).toString(16).padStart(32, '0'),
      title: `Note ${from + i}`,
      updatedAt: Date.now() - (from + i) * 60_000,
    }),
  )
