import { text, type Chapter } from '../../../tools/workshop/chapter'
import type { Phone } from '../../../tools/workshop/phone'

const greeting = 'Hello from the cloud'

/** Every text that the person who holds this phone can read. */
const readable = ({ data, shown }: Phone) => JSON.stringify([data, shown])

export const chapter: Chapter = {
  id: '01-first-call',
  title: text('A mini program meets its cloud', '小程序连上云'),
  minutes: 5,
  collections: [],
  failAtStart: ['init-once', 'greeting', 'failure-is-shown'],
  checks: [
    {
      id: 'init-once',
      title: text(
        'wx.cloud.init runs once, when the app launches',
        '小程序启动时调用 wx.cloud.init，且只调用一次',
      ),
      attack: false,
      hint: text(
        'Write wx.cloud.init({ env: "workshop" }) inside onLaunch of app.ts, and nowhere else.',
        '在 app.ts 的 onLaunch 里写 wx.cloud.init({ env: "workshop" })，别处都不要写。',
      ),
      async run({ phone }) {
        const opened = await phone('alice')
        await opened.reopen()
        const { inits } = opened
        if (inits.length === 0)
          return text('wx.cloud.init was never called.', '没有任何地方调用 wx.cloud.init。')
        if (inits.some(({ inLaunch }) => !inLaunch))
          return text(
            `wx.cloud.init was called outside onLaunch: ${inits.length} calls after the page was opened twice.`,
            `wx.cloud.init 不在 onLaunch 里：页面打开两次，一共调用了 ${inits.length} 次。`,
          )
        if (inits.length > 1)
          return text(
            `wx.cloud.init was called ${inits.length} times.`,
            `wx.cloud.init 被调用了 ${inits.length} 次。`,
          )
        return undefined
      },
    },
    {
      id: 'greeting',
      title: text('The page shows what the cloud says', '页面显示云函数的回复'),
      attack: false,
      hint: text(
        'Without wx.cloud.init every call fails. Once it runs, success receives res.result.',
        '没有 wx.cloud.init，所有调用都会失败。初始化之后，success 会收到 res.result。',
      ),
      async run({ phone }) {
        const opened = await phone('alice')
        if (!opened.called.includes('hello'))
          return text('The function hello was never called.', '没有调用云函数 hello。')
        if (!readable(opened).includes(greeting))
          return text(
            `Alice does not read “${greeting}” anywhere on her page.`,
            `Alice 的页面上没有出现“${greeting}”。`,
          )
        return undefined
      },
    },
    {
      id: 'failure-is-shown',
      title: text('When the cloud does not answer, the page says so', '云没有回应时，页面会说明'),
      attack: true,
      hint: text(
        'Give callFunction a fail: there, setData({ error: … }). console.error is for you, not for Alice.',
        '给 callFunction 加上 fail，在里面 setData({ error: … })。console.error 是给开发者看的，Alice 看不到。',
      ),
      async run({ phone }) {
        const well = await phone('alice')
        const broken = await phone('alice', { broken: true })
        const news = JSON.stringify(broken.data) !== JSON.stringify(untouched(well, broken))
        if (broken.shown.some((shown) => shown.length > 0) || news) return undefined
        return text(
          'The network was cut, and Alice’s page showed nothing about it.',
          '断网以后，Alice 的页面上什么提示也没有。',
        )
      },
    },
  ],
  wrong: {
    'init-in-page': {
      fails: 'init-once',
      says: text(
        'wx.cloud.init was called outside onLaunch: 2 calls after the page was opened twice.',
        'wx.cloud.init 不在 onLaunch 里：页面打开两次，一共调用了 2 次。',
      ),
    },
    'console-only': {
      fails: 'failure-is-shown',
      says: text(
        'The network was cut, and Alice’s page showed nothing about it.',
        '断网以后，Alice 的页面上什么提示也没有。',
      ),
    },
  },
}

/** The broken phone's data with every text that the phone without a fault does not have taken out. */
function untouched(well: Phone, broken: Phone): Record<string, unknown> {
  const before = JSON.stringify(well.data)
  return Object.fromEntries(
    Object.entries(broken.data).filter(
      ([, value]) => typeof value !== 'string' || value === '' || value === '…' || before.includes(value),
    ),
  )
}
