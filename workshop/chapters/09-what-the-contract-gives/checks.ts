import { text, type Chapter, type Edit } from '../../../tools/workshop/chapter'

const openOutput: Edit = {
  file: 'shared/notes.ts',
  find: 'export const noteSchema = z.object({ ...head, body })',
  put: 'export const noteSchema = z.looseObject({ ...head, body })',
}
const openInput: Edit = {
  file: 'shared/notes.ts',
  find: '  get: {\n    input: z.strictObject({ id }),',
  put: '  get: {\n    input: z.looseObject({ id }),',
}
/** The second net under the contract, taken away so that the first one is seen. */
const allFields: Edit = {
  file: 'cloudfunctions/common/owned.ts',
  find: "without: [...without, '_openid', 'unionid', 'appid']",
  put: 'without',
}

const leaves = text(
  'Alice opened her note, and her OPENID came with it.',
  'Alice 打开自己的笔记，她的 OPENID 也跟着传了出来。',
)
const goesOn = text(
  'Bob sent a field that nobody has named, openid. The function took no notice and went on.',
  'Bob 多传了一个契约里没有的字段 openid，云函数没有理会，照常往下执行。',
)

const key = 'workshop-note-key-1'

export const chapter: Chapter = {
  id: '09-what-the-contract-gives',
  title: text('What a contract gives', '契约的好处'),
  minutes: 10,
  collections: ['notes'],
  failAtStart: ['nothing-leaves', 'nothing-unnamed'],
  checks: [
    {
      id: 'works',
      title: text('Alice writes a note and opens it', 'Alice 能写笔记，也能打开'),
      attack: false,
      hint: text('Only the contract is to be changed.', '只需要改契约。'),
      async run({ call }) {
        const made = await call('alice', 'notes', {
          action: 'create',
          input: { key, title: 'milk', body: '' },
        })
        const id = noteIn(made.result)?.id
        const read = await call('alice', 'notes', { action: 'get', input: { id } })
        return noteIn(read.result)?.title === 'milk'
          ? undefined
          : text(
              `Alice did not get her note: ${JSON.stringify(read.result ?? read.message)}`,
              `Alice 没有得到自己的笔记：${JSON.stringify(read.result ?? read.message)}`,
            )
      },
    },
    {
      id: 'nothing-leaves',
      title: text('No identity leaves with a note', '笔记里不会带出身份'),
      attack: true,
      hint: text(
        'z.object gives on what it names, z.looseObject gives on everything. Look at noteSchema in shared/notes.ts.',
        'z.object 只放行写明的字段，z.looseObject 什么都放行。看看 shared/notes.ts 里的 noteSchema。',
      ),
      async run({ call, people }) {
        const made = await call('alice', 'notes', {
          action: 'create',
          input: { key, title: 'milk', body: '' },
        })
        const read = await call('alice', 'notes', { action: 'get', input: { id: noteIn(made.result)?.id } })
        const { openid = '', unionid = '', appid = '' } = people.alice ?? {}
        const answer = JSON.stringify([made.result, read.result])
        return [openid, unionid, appid].some((secret) => secret !== '' && answer.includes(secret))
          ? leaves
          : undefined
      },
    },
    {
      id: 'nothing-unnamed',
      title: text('What the contract does not name is refused', '契约里没有的字段会被拒绝'),
      attack: true,
      hint: text(
        'z.strictObject refuses what it does not name. Look at the input of get.',
        'z.strictObject 会拒绝没有写明的字段。看看 get 的 input。',
      ),
      async run({ call, people }) {
        const made = await call('alice', 'notes', {
          action: 'create',
          input: { key, title: 'milk', body: '' },
        })
        const input = { id: noteIn(made.result)?.id, openid: people.alice?.openid }
        const { result } = await call('bob', 'notes', { action: 'get', input })
        return JSON.stringify(result ?? null).includes('INVALID_INPUT') ? undefined : goesOn
      },
    },
  ],
  product: {
    start: [openOutput, openInput, allFields],
    wrong: {
      'only-the-output': [openInput, allFields],
      'only-the-input': [openOutput, allFields],
    },
  },
  wrong: {
    'only-the-output': { fails: 'nothing-unnamed', says: goesOn },
    'only-the-input': { fails: 'nothing-leaves', says: leaves },
  },
}

function noteIn(result: unknown): { id?: string; title?: string } | undefined {
  return (Object(result) as { data?: { note?: { id?: string; title?: string } } }).data?.note
}
