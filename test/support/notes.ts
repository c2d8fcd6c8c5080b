import type { Answer, Failure } from '../../shared/answer'
import type { ActionName, Data, Input } from '../../shared/contract'
import type { Contracts } from '../../shared/contracts'
import type { Note } from '../../shared/notes'
import type { Event } from '../../local/cloud'
import type { TestCloud } from './cloud'

type Notes = Contracts['notes']

type Phone = ReturnType<TestCloud['as']>

/** The operations of the function `notes` from one phone, typed by the contract. */
export function notesOn(phone: Phone) {
  const ask = async <A extends ActionName<Notes>>(action: A, input: Input<Notes[A]>) =>
    (await phone.call('notes', { action, input })) as Answer<Data<Notes[A]>>
  /** The data of a call that must succeed. */
  const get = async <A extends ActionName<Notes>>(
    action: A,
    input: Input<Notes[A]>,
  ): Promise<Data<Notes[A]>> => {
    const answer = await ask(action, input)
    if (!answer.ok) throw new Error(`notes.${action} was refused: ${JSON.stringify(answer.error)}`)
    return answer.data
  }
  /** The failure of a call that must be refused. */
  const refused = async <A extends ActionName<Notes>>(
    action: A,
    input: Input<Notes[A]>,
  ): Promise<Failure> => {
    const answer = await ask(action, input)
    if (answer.ok) throw new Error(`notes.${action} was not refused: ${JSON.stringify(answer.data)}`)
    return answer.error
  }
  /** Any event at all, as an attacker would send it. */
  const send = async (event: unknown) => (await phone.call('notes', event as Event)) as Answer<unknown>
  const write = async (title: string, more: Partial<Input<Notes['create']>> = {}): Promise<Note> =>
    (await get('create', { key: freshKey(), title, body: '', ...more })).note
  return { ask, get, refused, send, write }
}

let count = 0
export const freshKey = (): string => `key-of-a-test-${String(++count).padStart(8, '0')}`
