import * as z from 'zod/mini'
import { hashed } from '../../../cloudfunctions/common/log'
import { conflict, full, notFound, Refusal } from '../../../cloudfunctions/common/refusal'
import { serve, servePlain, type Handlers } from '../../../cloudfunctions/common/serve'
import { inside } from '../../support/inside'
import { everyone } from '../../support/people'

const { cloud, invokedBy } = inside(everyone)
const { alice, bob } = everyone

const contract = {
  greet: {
    input: z.strictObject({ name: z.string(), times: z._default(z.int(), 1) }),
    output: z.object({ text: z.string() }),
  },
  fail: { input: z.strictObject({}), output: z.object({}) },
  change: {
    input: z.strictObject({}),
    output: z.object({}),
    current: z.object({ rev: z.int(), text: z.string() }),
  },
} as const

const greeting = (text: string) => ({ text })
const handlers: Handlers<typeof contract> = {
  greet: async ({ name, times }) => greeting(`${'hello '.repeat(times)}${name}`),
  fail: async () => ({}),
  change: async () => ({}),
}
const greet = { action: 'greet', input: { name: 'tea' } }
const context = { request_id: 'request-1' }

/** What the console of the cloud shows: each level's lines, parsed. */
function watchLog() {
  const lines = (spy: jest.SpyInstance) => spy.mock.calls.map(([line]) => JSON.parse(String(line)))
  const warn = jest.spyOn(console, 'warn').mockImplementation()
  const error = jest.spyOn(console, 'error').mockImplementation()
  return { warnings: () => lines(warn), errors: () => lines(error) }
}
afterEach(() => jest.restoreAllMocks())

describe('a call that is in order', () => {
  test('is answered with what the handler gives', async () => {
    await invokedBy('bob')
    expect(await serve(contract, handlers)(greet, context)).toEqual({ ok: true, data: { text: 'hello tea' } })
  })

  test('prints nothing', async () => {
    const { warnings, errors } = watchLog()
    await invokedBy('bob')
    await serve(contract, handlers)(greet, context)
    expect([warnings(), errors()]).toEqual([[], []])
  })

  test('reaches the handler with the input checked and the caller verified', async () => {
    await invokedBy('bob')
    const handler = jest.fn(handlers.greet)
    await serve(contract, { ...handlers, greet: handler })({ ...greet, userInfo: { openId: 'x' } }, context)
    expect(handler).toHaveBeenCalledWith({ name: 'tea', times: 1 }, { openid: bob.openid, appid: bob.appid })
  })

  test('lets nothing out that the contract does not name', async () => {
    await invokedBy('bob')
    const chatty = async () => ({ text: 'hi', _openid: alice.openid, secret: 1 })
    expect(await serve(contract, { ...handlers, greet: chatty })(greet, context)).toStrictEqual({
      ok: true,
      data: { text: 'hi' },
    })
  })

  test('links what the caller wrote before the UNIONID came, once the handler is done', async () => {
    await invokedBy('alice')
    const requests = () => cloud.trace.requests.filter(({ collection }) => collection === 'notes')
    const whileHandled: number[] = []
    const watching = async () => {
      whileHandled.push(requests().length)
      return greeting('hello')
    }
    await serve(contract, { ...handlers, greet: watching })(greet, context)
    expect(whileHandled).toEqual([0])
    expect(requests()).toMatchObject([{ update: { $set: { unionid: alice.unionid } } }])
  })
})

describe('a call that is refused', () => {
  test.each(['nobody', 'digits'] as const)(
    'is so by who calls (%s), before its event is read',
    async (who) => {
      const { warnings } = watchLog()
      await invokedBy(who)
      expect(await serve(contract, handlers)({ action: 5 }, context)).toMatchObject({
        ok: false,
        error: { code: 'UNAUTHENTICATED' },
      })
      expect(warnings()).toEqual([{ requestId: 'request-1', refused: 'UNAUTHENTICATED' }])
    },
  )

  test('says which part of the input is wrong', async () => {
    await invokedBy('bob')
    watchLog()
    expect(await serve(contract, handlers)({ action: 'greet', input: { name: 5 } }, context)).toEqual({
      ok: false,
      error: {
        code: 'INVALID_INPUT',
        message: 'The event does not follow the contract.',
        details: {
          problems: [{ path: 'input.name', message: 'Invalid input: expected string, received number' }],
        },
      },
    })
  })

  test.each(['toString', 'constructor', '__proto__', 'hasOwnProperty', 'drop'])(
    'names the actions there are when asked for %s',
    async (action) => {
      await invokedBy('bob')
      watchLog()
      expect(await serve(contract, handlers)({ action, input: {} }, context)).toMatchObject({
        error: {
          details: { problems: [{ path: 'action', message: 'Must be one of: greet, fail, change.' }] },
        },
      })
    },
  )

  test('answers what the handler refuses it with, and logs the code and a short hash of who', async () => {
    const { warnings, errors } = watchLog()
    await invokedBy('bob')
    const failure = { code: 'NOT_FOUND', message: 'You have no such thing.' } as const
    const fail = async () => {
      throw new Refusal(failure)
    }
    expect(await serve(contract, { ...handlers, fail })({ action: 'fail', input: {} }, context)).toEqual({
      ok: false,
      error: failure,
    })
    expect(warnings()).toEqual([{ requestId: 'request-1', who: hashed(bob.openid), refused: 'NOT_FOUND' }])
    expect(errors()).toEqual([])
  })
})

describe('a conflict', () => {
  const answerTo = async (action: 'change' | 'fail', current: { rev: number }) => {
    await invokedBy('bob')
    return serve(contract, { ...handlers, [action]: async () => conflict(current) })(
      { action, input: {} },
      context,
    )
  }

  test('carries the document as it stands, and nothing of it that the contract does not name', async () => {
    const { warnings } = watchLog()
    const stored = { rev: 3, text: 'theirs', _openid: alice.openid, secret: 1 }
    expect(await answerTo('change', stored)).toStrictEqual({
      ok: false,
      error: {
        code: 'CONFLICT',
        message: 'It is at revision 3 by now.',
        details: { current: { rev: 3, text: 'theirs' } },
      },
    })
    expect(warnings()).toEqual([{ requestId: 'request-1', who: hashed(bob.openid), refused: 'CONFLICT' }])
  })

  test.each([
    ['of an action whose contract names no document', 'fail', { rev: 3, text: 'theirs' }],
    ['with a document that breaks the contract', 'change', { rev: 3 }],
  ] as const)('%s is a fault, and nothing of it leaves', async (_what, action, stored) => {
    const { errors } = watchLog()
    expect(await answerTo(action, stored)).toMatchObject({ error: { code: 'INTERNAL' } })
    expect(errors()).toHaveLength(1)
  })

  test('without a schema says what to do', async () => {
    const { errors } = watchLog()
    await answerTo('fail', { rev: 1 })
    expect(errors()).toMatchObject([
      { fault: expect.stringContaining('A CONFLICT needs a schema: name `current` in the contract.') },
    ])
  })

  test('cannot come before a handler runs: there is no document yet', async () => {
    const { errors } = watchLog()
    await invokedBy('bob')
    const event = {
      action: 'fail',
      input: {},
      get userInfo() {
        return conflict({ rev: 1 })
      },
    }
    expect(await serve(contract, handlers)(event, context)).toMatchObject({ error: { code: 'INTERNAL' } })
    expect(errors()).toHaveLength(1)
  })
})

describe('a refusal', () => {
  test('of what the caller does not own says nothing more', () => {
    expect(notFound).toThrow(
      expect.objectContaining({
        failure: { code: 'NOT_FOUND', message: 'You own nothing that has this id.' },
      }),
    )
  })

  test('of what there is no room for says how much room there is', () => {
    expect(() => full('Room for two.')).toThrow(
      expect.objectContaining({ failure: { code: 'LIMIT_EXCEEDED', message: 'Room for two.' } }),
    )
  })
})

describe('a function that fails unexpectedly', () => {
  const internal = (requestId: string) => ({
    ok: false,
    error: {
      code: 'INTERNAL',
      message: 'The function failed. Its log has the details under this request id.',
      details: { requestId },
    },
  })

  test('answers INTERNAL with the request id alone, and logs the stack under it', async () => {
    const { warnings, errors } = watchLog()
    await invokedBy('bob')
    const fail = async () => {
      throw new Error('the secret of the house')
    }
    const answer = await serve(contract, { ...handlers, fail })({ action: 'fail', input: {} }, context)
    expect(answer).toEqual(internal('request-1'))
    expect(errors()).toEqual([
      {
        requestId: 'request-1',
        who: hashed(bob.openid),
        fault: expect.stringMatching(/^Error: the secret of the house\n +at /),
      },
    ])
    expect(warnings()).toEqual([])
  })

  test('does so whatever was thrown', async () => {
    const { errors } = watchLog()
    await invokedBy('bob')
    const fail = () => Promise.reject('a bare string')
    const answer = await serve(contract, { ...handlers, fail })({ action: 'fail', input: {} }, context)
    expect(answer).toEqual(internal('request-1'))
    expect(errors()).toMatchObject([{ fault: 'a bare string' }])
  })

  test('does so when the handler breaks the contract', async () => {
    watchLog()
    await invokedBy('bob')
    const broken: Handlers<typeof contract>['greet'] = async () => JSON.parse('{"text":5}')
    expect(await serve(contract, { ...handlers, greet: broken })(greet, context)).toEqual(
      internal('request-1'),
    )
  })

  test.each([undefined, {}])('has an empty request id where the platform gives none (%j)', async (none) => {
    const { errors } = watchLog()
    await invokedBy('bob')
    const fail = () => Promise.reject(new Error('x'))
    const answer = await serve(contract, { ...handlers, fail })({ action: 'fail', input: {} }, none)
    expect(answer).toEqual(internal(''))
    expect(errors()).toMatchObject([{ requestId: '' }])
  })
})

describe('a function without a contract', () => {
  test('answers with what is made of the verified caller, as it is', async () => {
    await invokedBy('bob')
    const main = servePlain(({ openid, appid }) => ({ openid, appid }))
    expect(await main({ openid: alice.openid }, context)).toEqual({ openid: bob.openid, appid: bob.appid })
  })

  test('says why it refuses a call', async () => {
    const { warnings } = watchLog()
    await invokedBy('nobody')
    expect(await servePlain(() => ({}))({}, context)).toMatchObject({
      ok: false,
      error: { code: 'UNAUTHENTICATED' },
    })
    expect(warnings()).toMatchObject([{ refused: 'UNAUTHENTICATED' }])
  })
})
