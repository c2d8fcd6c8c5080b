import type { Answer, Failure } from '../../shared/answer'
import type { ActionName, Contract, Current, Data, Input } from '../../shared/contract'
import type { Contracts } from '../../shared/contracts'
import type { Note } from '../../shared/notes'
import type { Event } from 'cloudbase-local'
import type { TestCloud } from './cloud'

type Phone = ReturnType<TestCloud['as']>

/** The operations of a function from one phone, typed by its contract. */
export function functionOn<C extends Contract>(phone: Phone, name: keyof Contracts) {
  const ask = async <A extends ActionName<C>>(action: A, input: Input<C[A]>) =>
    (await phone.call(name, { action, input })) as Answer<Data<C[A]>, Current<C[A]>>
  /** The data of a call that must succeed. */
  const get = async <A extends ActionName<C>>(action: A, input: Input<C[A]>): Promise<Data<C[A]>> => {
    const answer = await ask(action, input)
    if (!answer.ok) throw new Error(`${name}.${action} was refused: ${JSON.stringify(answer.error)}`)
    return answer.data
  }
  /** The failure of a call that must be refused. */
  const refused = async <A extends ActionName<C>>(
    action: A,
    input: Input<C[A]>,
  ): Promise<Failure<Current<C[A]>>> => {
    const answer = await ask(action, input)
    if (answer.ok) throw new Error(`${name}.${action} was not refused: ${JSON.stringify(answer.data)}`)
    return answer.error
  }
  /** Any event at all, as an attacker would send it. */
  const send = async (event: unknown) =>
    (await phone.call(name, event as Event)) as Answer<unknown, Current<C[ActionName<C>]>>
  return { ask, get, refused, send }
}

export function notesOn(phone: Phone) {
  const notes = functionOn<Contracts['notes']>(phone, 'notes')
  type Content = Input<Contracts['notes']['create']>
  const write = async (title: string, more: Partial<Content> = {}): Promise<Note> =>
    (await notes.get('create', { key: freshKey(), title, body: '', ...more })).note
  /** A note that has been moved to the trash. */
  const discard = async (title: string, more: Partial<Content> = {}): Promise<Note> => {
    const { id } = await write(title, more)
    await notes.get('remove', { id, rev: 1 })
    return (await notes.get('get', { id })).note
  }
  return { ...notes, write, discard }
}

export const accountOn = (phone: Phone) => functionOn<Contracts['account']>(phone, 'account')

let count = 0
export const freshKey = (): string => `key-of-a-test-${String(++count).padStart(8, '0')}`
