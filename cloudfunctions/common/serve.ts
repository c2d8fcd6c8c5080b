import * as z from 'zod/mini'
import { en } from 'zod/locales'
import type { Answer, Failure, Refused } from '../../shared/answer'
import type { Action, ActionName, Conflicting, Contract, Current, Data, Parsed } from '../../shared/contract'
import { caller, type Caller } from './caller'
import { checked, openEvent } from './event'
import { link } from './link'
import { hashed, log } from './log'
import { namesOf } from './names'
import { Refusal } from './refusal'

// zod/mini has no texts of its own; "too big: expected string to have <=100 characters" tells a developer what to do.
z.config(en())

/** One handler per action of the contract: validated input and verified caller in, exactly the contract's data out. */
export type Handlers<C extends Contract> = {
  readonly [Name in ActionName<C>]: (input: Parsed<C[Name]>, caller: Caller) => Promise<Data<C[Name]>>
}

/** What the platform passes beside the event; only the request id is used. */
interface Context {
  request_id?: string
}

/**
 * The `main` of a function that speaks a contract: verifies the caller, validates the event, runs the handler, and lets
 * nothing out that the contract does not name, neither in data nor in a conflict. Never rejects: what goes wrong is in
 * the answer.
 *
 * @example
 * export const main = serve(booksContract, {
 *   get: async ({ id }, caller) => ({ book: toBook(await booksOf(caller).existing(id)) }),
 * })
 */
export function serve<C extends Contract>(contract: C, handlers: Handlers<C>) {
  type Called = C[ActionName<C>]
  const actions = namesOf(contract)

  const run = async <Name extends ActionName<C>>(
    name: Name,
    input: unknown,
    by: Caller,
  ): Promise<Answer<Data<C[Name]>, Current<C[Name]>>> => {
    const action: C[Name] = contract[name]
    try {
      const checkedInput = checked<C[Name]['input']>(action.input, input, 'input')
      const data = await handlers[name](checkedInput, by)
      await link(by)
      return { ok: true, data: z.parse<C[Name]['output']>(action.output, data) }
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, error: stripped(action, error.failure) }
      throw error
    }
  }

  return (event: unknown, context?: Context): Promise<Answer<Data<Called>, Current<Called>>> =>
    guarded(context, async (by) => {
      const { action, input } = openEvent(event, actions)
      return run(action, input, by)
    })
}

/**
 * The `main` of a function without a contract, as the seed documents have it: what it takes is not looked at, and what
 * `answer` makes of the verified caller is not wrapped. A call that is refused, or fails, is answered as `serve` does.
 *
 * @example
 * export const main = servePlain(({ openid }) => ({ openid }))
 */
export const servePlain =
  <Result extends object>(answer: (caller: Caller) => Result) =>
  (_event: unknown, context?: Context): Promise<Result | Refused> =>
    guarded<Result, never>(context, (by) => Promise.resolve(answer(by)))

/** Runs what a verified caller asks for. Never rejects: a refusal, and what goes wrong, is in the answer, and in the log. */
async function guarded<Result extends object, Document>(
  context: Context = {},
  work: (by: Caller) => Promise<Result | Refused<Document>>,
): Promise<Result | Refused<Document>> {
  const requestId = context.request_id ?? ''
  let by: Caller | undefined
  const who = () => by && hashed(by.openid)
  const refuse = (failure: Failure<Document>) => {
    log('warn', { requestId, who: who(), refused: failure.code })
    return { ok: false, error: failure } as const
  }
  try {
    by = caller()
    const answer = await work(by)
    return isRefused(answer) ? refuse(answer.error) : answer
  } catch (error) {
    // Whatever refuses a call before its handler runs has no document to show.
    if (error instanceof Refusal && error.failure.code !== 'CONFLICT') return refuse(error.failure)
    log('error', { requestId, who: who(), fault: error instanceof Error ? error.stack : String(error) })
    const message = 'The function failed. Its log has the details under this request id.'
    return { ok: false, error: { code: 'INTERNAL', message, details: { requestId } } }
  }
}

const isRefused = <Document>(answer: object): answer is Refused<Document> =>
  'ok' in answer && answer.ok === false

/** A refusal as it may leave: the document of a conflict goes through the contract's schema, as all data does. */
function stripped<A extends Action>(action: A, failure: Failure<unknown>): Failure<Current<A>> {
  if (failure.code !== 'CONFLICT') return failure
  if (!canConflict(action)) throw new Error('A CONFLICT needs a schema: name `current` in the contract.')
  const current = z.parse<Extract<A, Conflicting>['current']>(action.current, failure.details.current)
  return { ...failure, details: { current } }
}

const canConflict = <A extends Action>(action: A): action is Extract<A, Conflicting> =>
  action.current !== undefined
