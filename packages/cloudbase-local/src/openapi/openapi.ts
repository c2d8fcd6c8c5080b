import { setTimeout as pause } from 'node:timers/promises'
import { openapiUndeclared } from '../errors'
import { inputSchemas, type OpenapiAnswers, type OpenapiCaller } from './interfaces'

/** How an interface behaves until it is switched again. */
export interface OpenapiMood {
  /** How long it takes, in milliseconds. */
  delayMs: number
  /** WeChat's number of the error that it fails with; 0 while it answers. */
  errcode: number
}

const calm: OpenapiMood = { delayMs: 0, errcode: 0 }

/** WeChat's words for the errors that anybody can meet (developers.weixin.qq.com/doc/oplatform/Return_codes/Return_code_descriptions_new). */
const errmsgs: Record<number, string> = {
  [-1]: 'system error',
  45009: 'reach max api daily quota limit',
  47001: 'data format error',
}

/** WeChat's interfaces, as far as the project declares what they answer. */
export class Openapi {
  private readonly moods = new Map<string, OpenapiMood>()

  constructor(private readonly answers: OpenapiAnswers) {}

  /** The declared interfaces, each with how it behaves now. */
  states(): Record<string, OpenapiMood> {
    return Object.fromEntries(Object.keys(this.answers).map((name) => [name, this.mood(name)]))
  }

  /** Makes an interface slow or makes it fail, from the next call on. Gives false for one that is not declared. */
  setMood(name: string, mood: Partial<OpenapiMood>): boolean {
    if (!this.declares(name)) return false
    this.moods.set(name, { ...calm, ...mood })
    return true
  }

  /**
   * Gives the declared answer, or `{ errcode, errmsg }` for a call that WeChat would refuse or that was made to fail. Raises
   * ACTION_NOT_SUPPORTED for an interface that is not declared, and whatever the declaration raises.
   */
  async ask(name: string, input: Record<string, unknown>, caller: OpenapiCaller): Promise<object> {
    const answer = this.declares(name) ? this.answers[name] : undefined
    if (!answer) throw openapiUndeclared(name)
    const { delayMs, errcode } = this.mood(name)
    if (delayMs > 0) await pause(delayMs, undefined, { ref: false })
    if (errcode !== 0) return { errcode, errmsg: errmsgs[errcode] ?? 'made to fail' }
    const fault = faultIn(name, input)
    return fault === undefined
      ? answer(input, caller)
      : { errcode: 47001, errmsg: `${errmsgs[47001]}: ${fault}` }
  }

  private declares(name: string): boolean {
    return Object.hasOwn(this.answers, name)
  }

  private mood(name: string): OpenapiMood {
    return this.moods.get(name) ?? calm
  }
}

/** Says what WeChat's documentation does not allow in the input; undefined when it allows all of it. */
function faultIn(name: string, input: Record<string, unknown>): string | undefined {
  const schema = Object.entries(inputSchemas).find(([known]) => known === name)?.[1]
  const { error } = schema?.safeParse(input) ?? {}
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
}
