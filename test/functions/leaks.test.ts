import type { CallRecord, Output } from 'cloudbase-local'
import { leaksIn } from '../support/leaks'
import { everyone } from '../support/people'

/*
 * Every test of the functions ends with this check over all that passed (test/support/cloud.ts). Here it is shown to
 * find what it looks for.
 */

const call = (name: string, outcome: Partial<CallRecord>): CallRecord => ({
  at: 0,
  invocation: '1',
  function: name,
  person: 'bob',
  event: {},
  ms: 1,
  roundTrips: 1,
  violations: 0,
  ...outcome,
})
const printed = (name: string, text: string): Output => ({
  invocation: '1',
  function: name,
  stream: 'err',
  text,
})
const { openid, unionid, appid } = everyone.alice

test.each([
  ['an OPENID', openid, 'the openid of alice'],
  ['a UNIONID', unionid, 'the unionid of alice'],
  ['an APPID', appid, 'the appid of alice'],
  ['an OPENID of a sibling app', everyone['alice-sibling'].from.openid, 'the FROM openid of alice-sibling'],
])('%s is found in an answer, however deep', (_what, value, whose) => {
  const calls = [call('notes', { answer: { ok: true, data: { notes: [{ owner: value }] } } })]
  expect(leaksIn({ calls, outputs: [] }, everyone)).toContain(`an answer of notes holds ${whose}`)
})

test('an OPENID is found in an error, and in what a function prints', () => {
  const calls = [call('notes', { error: { code: 'X', message: `no notes of ${openid}` } })]
  const outputs = [printed('getUserInfo', `caller ${openid}\n`)]
  expect(leaksIn({ calls, outputs }, everyone)).toEqual([
    'an answer of notes holds the openid of alice',
    'what getUserInfo printed holds the openid of alice',
  ])
})

test.each(['getUserInfo', 'test'])('%s may answer an identity: that is what it is for', (name) => {
  expect(leaksIn({ calls: [call(name, { answer: { openid } })], outputs: [] }, everyone)).toEqual([])
})

test('a short hash of an OPENID is no leak', () => {
  expect(leaksIn({ calls: [], outputs: [printed('notes', '{"who":"5f16ad20"}')] }, everyone)).toEqual([])
})
