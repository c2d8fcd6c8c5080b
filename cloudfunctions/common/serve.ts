import * as z from 'zod/mini'
import { en } from 'zod/locales'
import type { Answer } from '../../shared/answer'
import type { ActionName, Contract, Data, Parsed } from '../../shared/contract'
import { caller, type Caller } from './caller'
import { checked, openEvent } from './event'
import { link } from './link'
import { hashed, log } from './log'
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
 * nothing out that the contract does not name. Never rejects: what goes wrong is in the answer.
 */
export function serve<C extends Contract>(contract: C, handlers: Handlers<C>) {
  const run = async <Name extends ActionName<C>>(
    name: Name,
    input: unknown,
    by: Caller,
  ): Promise<Data<C[Name]>> => {
    const action: C[Name] = contract[name]
    const checkedInput = checked<C[Name]['input']>(action.input, input, 'input')
    const data = await handlers[name](checkedInput, by)
    await link(by)
    return z.parse<C[Name]['output']>(action.output, data)
  }
  const actions: ActionName<C>[] = []
  for (const name in contract) actions.push(name)

  return async (event: unknown, context?: Context): Promise<Answer<Data<C[ActionName<C>]>>> => {
    const requestId = context?.request_id ?? ''
    let who: string | undefined
    try {
      const by = caller()
      who = hashed(by.openid)
      const { action, input } = openEvent(event, actions)
      return { ok: true, data: await run(action, input, by) }
    } catch (error) {
      if (error instanceof Refusal) {
        log('warn', { requestId, who, refused: error.failure.code })
        return { ok: false, error: error.failure }
      }
      log('error', { requestId, who, fault: error instanceof Error ? error.stack : String(error) })
      const message = 'The function failed. Its log has the details under this request id.'
      return { ok: false, error: { code: 'INTERNAL', message, details: { requestId } } }
    }
  }
}
