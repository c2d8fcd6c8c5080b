import * as z from 'zod/mini'
import { checked, invalid, openEvent } from '../../../cloudfunctions/common/event'
import type { Problem } from '../../../shared/answer'

const actions = ['get', 'list'] as const
const refused = (...problems: Problem[]) =>
  expect.objectContaining({
    failure: {
      code: 'INVALID_INPUT',
      message: 'The event does not follow the contract.',
      details: { problems },
    },
  })
const refusedAt = (path: string) => refused({ path, message: expect.any(String) })
const tooLarge = refused({ path: '', message: 'The event is too large.' })
const open = (event: unknown) => () => openEvent(event, actions)

describe('an event', () => {
  test('is an action and an input, which is not looked at yet', () => {
    for (const input of [{ id: 1 }, null, 'x', [1]])
      expect(openEvent({ action: 'list', input }, actions)).toEqual({ action: 'list', input })
  })

  test('may carry what the platform puts in, which is dropped', () => {
    const event = { action: 'get', input: 1, userInfo: { openId: 'x' }, tcbContext: {} }
    expect(openEvent(event, actions)).toStrictEqual({ action: 'get', input: 1 })
  })

  test('is refused with anything else in it', () => {
    expect(open({ action: 'get', input: 1, openid: 'x' })).toThrow(refusedAt(''))
  })

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['a string', 'get'],
    ['a number', 1],
    ['an array', ['get']],
  ])('is refused when it is %s', (_what, event) => {
    expect(open(event)).toThrow(refusedAt(''))
  })

  test('is refused with an action that is no string, or not one there is', () => {
    expect(open({ action: 5, input: 1 })).toThrow(refusedAt('action'))
    const oneOf = refused({ path: 'action', message: 'Must be one of: get, list.' })
    for (const action of ['', 'drop', 'toString', '0']) expect(open({ action, input: 1 })).toThrow(oneOf)
  })
})

describe('the size of an event', () => {
  // 100,000 in all: one for each value, and one for each character of a text or a key.
  const outside = 1 + 'action'.length + 'input'.length + 1 + 'get'.length
  const rest = 100_000 - outside

  test('counts the characters of a text', () => {
    expect(open({ action: 'get', input: 'x'.repeat(rest - 1) })).not.toThrow()
    expect(open({ action: 'get', input: 'x'.repeat(rest) })).toThrow(tooLarge)
  })

  test('counts the items of an array', () => {
    expect(open({ action: 'get', input: Array(rest - 1).fill(0) })).not.toThrow()
    expect(open({ action: 'get', input: Array(rest).fill(0) })).toThrow(tooLarge)
  })

  test('comes to the same wherever the array stands', () => {
    expect(open({ input: Array(rest - 1).fill(0), action: 'get' })).not.toThrow()
    expect(open({ input: Array(rest).fill(0), action: 'get' })).toThrow(tooLarge)
  })

  test('counts what is inside the items', () => {
    expect(open({ action: 'get', input: ['x'.repeat(rest - 2)] })).not.toThrow()
    expect(open({ action: 'get', input: ['x'.repeat(rest - 1)] })).toThrow(tooLarge)
  })

  test('counts the keys of an object and what is inside', () => {
    const spread = (length: number) => ({ key: 'x'.repeat(length) })
    expect(open({ action: 'get', input: spread(rest - 5) })).not.toThrow()
    expect(open({ action: 'get', input: spread(rest - 4) })).toThrow(tooLarge)
    expect(open({ action: 'get', input: { ['k'.repeat(rest - 2)]: 0 } })).not.toThrow()
    expect(open({ action: 'get', input: { ['k'.repeat(rest - 1)]: 0 } })).toThrow(tooLarge)
  })

  test('counts values that are null', () => {
    expect(open({ action: 'get', input: [null, null] })).not.toThrow()
  })

  test('is told of five megabytes of nested arrays', () => {
    let input: unknown = 0
    for (let i = 0; i < 2_500_000; i++) input = [input]
    expect(open({ action: 'get', input })).toThrow(tooLarge)
  })

  test('is told without a look at the items of an array, or past a key, that is too long', () => {
    let looks = 0
    const get = () => ++looks
    const array = Object.defineProperty(Array(100_000), 7, { get })
    const object = Object.defineProperty({}, 'k'.repeat(100_000), { get, enumerable: true })
    for (const input of [array, object]) expect(open({ action: 'get', input })).toThrow(tooLarge)
    expect(looks).toBe(0)
  })
})

describe('a value', () => {
  const schema = z.strictObject({ title: z.string(), tags: z._default(z.array(z.string()), []) })

  test('comes out as its schema gives it', () => {
    expect(checked(schema, { title: 't' })).toEqual({ title: 't', tags: [] })
  })

  test('is refused with every failing path, after the place it stands at', () => {
    const wrong = { title: 1, tags: ['x', 2] }
    expect(() => checked(schema, wrong)).toThrow(
      refused(
        { path: 'title', message: expect.any(String) },
        { path: 'tags.1', message: expect.any(String) },
      ),
    )
    expect(() => checked(schema, { title: 1 }, 'input')).toThrow(refusedAt('input.title'))
    expect(() => checked(schema, 5, 'input')).toThrow(refusedAt('input'))
    expect(() => checked(schema, 5)).toThrow(refusedAt(''))
  })

  test('can be refused by hand', () => {
    const problem = { path: 'input.cursor', message: 'Not a cursor.' }
    expect(() => invalid([problem])).toThrow(refused(problem))
  })
})
