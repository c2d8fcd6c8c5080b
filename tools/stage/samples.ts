import type { LocalCloud } from 'cloudbase-local'
import type { Language } from 'miniprogram-preview'

interface SampleNote {
  person: 'alice' | 'bob' | 'carol'
  title: string
  body: string
  tags: string[]
  pinned?: boolean
}

/** In each language what somebody who speaks it would note down. The last one of a person is the newest. */
const samples: Record<Language, SampleNote[]> = {
  zh_CN: [
    {
      person: 'alice',
      title: '周末进山',
      body: '雨衣\n头灯和备用电池\n给老周带一饼茶\n早班车 6:40，南门集合',
      tags: ['出行'],
    },
    {
      person: 'alice',
      title: '读书笔记：《瓦尔登湖》',
      body: '我到林中去，因为我希望谨慎地生活，只面对生活的基本事实。',
      tags: ['读书'],
    },
    {
      person: 'alice',
      title: '家里的 Wi-Fi',
      body: '客人用的密码写在冰箱上，路由器的管理密码是外婆家的门牌号。',
      tags: ['家'],
      pinned: true,
    },
    {
      person: 'alice',
      title: '体检报告',
      body: '维生素 D 偏低，三个月后复查。先不告诉妈妈。',
      tags: ['私事'],
    },
    { person: 'bob', title: '还书', body: '图书馆的两本，周五到期。', tags: ['待办'] },
    {
      person: 'bob',
      title: '红烧排骨',
      body: '小排一斤，先焯水；冰糖炒色，加黄酒和老抽；小火四十分钟，最后收汁。',
      tags: ['菜谱'],
    },
    { person: 'bob', title: '给 Alice 的生日礼物', body: '那只蓝釉的杯子，千万别让她看见。', tags: ['待办'] },
    {
      person: 'carol',
      title: '钢琴课',
      body: '每周三 19:00。这条写下时，Carol 还没有 UNIONID。',
      tags: ['学习'],
    },
  ],
  en: [
    {
      person: 'alice',
      title: 'Weekend in the hills',
      body: 'Raincoat\nHead torch and spare batteries\nTea for Zhou\nFirst bus 6:40, south gate',
      tags: ['trips'],
    },
    {
      person: 'alice',
      title: 'Walden, chapter two',
      body: 'I went to the woods because I wished to live deliberately, to front only the essential facts of life.',
      tags: ['books'],
    },
    {
      person: 'alice',
      title: 'Wi-Fi at home',
      body: 'The guests’ password is on the fridge. The router’s own is the number of grandma’s house.',
      tags: ['home'],
      pinned: true,
    },
    {
      person: 'alice',
      title: 'Blood test',
      body: 'Vitamin D is low; again in three months. Not a word to mum yet.',
      tags: ['private'],
    },
    { person: 'bob', title: 'Library', body: 'Two books, due on Friday.', tags: ['to do'] },
    {
      person: 'bob',
      title: 'Braised ribs',
      body: 'Blanch a pound of ribs. Melt rock sugar until it is brown, add rice wine and soy sauce, forty minutes on a low flame.',
      tags: ['recipes'],
    },
    {
      person: 'bob',
      title: 'Alice’s birthday',
      body: 'The blue glazed cup. She must not see this.',
      tags: ['to do'],
    },
    {
      person: 'carol',
      title: 'Piano lessons',
      body: 'Wednesdays at seven. Carol had no UNIONID yet when she wrote this.',
      tags: ['lessons'],
    },
  ],
}

/**
 * Writes the sample notes of a language, each as its owner. Each has a key of its own, so that a second time changes
 * nothing. Raises an error when the cloud refuses one.
 */
export async function addSamples(cloud: LocalCloud, language: Language): Promise<void> {
  for (const [index, { person, ...note }] of samples[language].entries()) {
    const input = { key: `sample-note-${language}-${index}`, ...note }
    const answer = await cloud.call(person, 'notes', { action: 'create', input })
    if (!isOk(answer)) throw new Error(`A sample note was not written: ${JSON.stringify(answer)}`)
  }
}

/** The language of this machine, for who starts from a terminal. */
export const machineLanguage = (): Language =>
  Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh_CN' : 'en'

const isOk = (answer: object): boolean =>
  'result' in answer &&
  typeof answer.result === 'object' &&
  answer.result !== null &&
  'ok' in answer.result &&
  answer.result.ok === true
