import type { LocalCloud, WatchmanMode } from 'cloudbase-local'
import { HttpError, readBody, sendJson, type Handler } from 'loopback-guard'
import type { Filter, Stage } from 'miniprogram-preview'
import * as z from 'zod/mini'
import { folders } from '../build'
import type { NoteSummary } from '../../shared/notes'
import { aimAttack, attackTexts, newestOf } from './attacks'
import { buildWithoutFilter, findFilter } from './filter'
import { addSamples } from './samples'

/** What the desk says of this app. */
const texts: Omit<Stage, 'filter'> = {
  claim: {
    zh_CN: '两个人，一朵云，谁也看不到谁的笔记。',
    en: 'Two people, one cloud, and neither sees the other’s notes.',
  },
  explanation: {
    zh_CN: '没有登录页：微信把调用者的身份交给云函数，云函数只查询这个人自己的笔记。',
    en: 'There is no login page: WeChat tells the cloud function who is calling, and its queries ask for that person’s notes alone.',
  },
  quiet: ['getUserInfo', 'notes.tags'],
  attack: {
    zh_CN: 'Bob 想看 Alice 最新的一条笔记。每一种办法都是一次真实的调用。',
    en: 'Bob is after Alice’s newest note. Each way to it is a real call.',
  },
  attacks: attackTexts,
}

/** The functions that a phone asks as soon as it starts. */
export const askedFirst = ['getUserInfo', 'notes']

interface Options {
  cloud: LocalCloud
  /** What happens to a violation. Undefined: it is refused, and let through while the filter is removed. */
  watchman: WatchmanMode | undefined
  reloadPhones(): void
}

/** What `npm start` adds to the phones and their cloud: the texts of the desk, sample notes, attacks, and the filter. */
export interface OwnStage {
  /** Serves /stage and what is under it. */
  handler: Handler
  /** To be called when the functions were built. */
  functionsChanged(): Promise<void>
  /** Undoes what was done without the filter. */
  close(): void
}

/** Gives this app's stage. See `Stage` of miniprogram-preview for what it serves. */
export function openStage({ cloud, watchman, reloadPhones }: Options): OwnStage {
  /** Puts the documents back as they were when the filter was removed; undefined while the filter is there. */
  let putBack: (() => void) | undefined
  let switching = Promise.resolve()

  /** Alice's newest note while the filter is removed: her own list has then everybody's. */
  let target: NoteSummary | undefined

  const filter = (): Filter => ({ ...findFilter(), removed: putBack !== undefined })
  const remove = async () => {
    const folder = await buildWithoutFilter()
    if (!putBack) target = await newestOf(cloud)
    putBack ??= cloud.keepDocuments()
    cloud.setWatchman(watchman ?? 'report')
    cloud.reload(folder)
  }
  const restore = () => {
    cloud.reload(folders.cloudfunctions)
    cloud.setWatchman(watchman ?? 'refuse')
    putBack?.()
    putBack = undefined
  }
  const switchFilter = async (removed: boolean) => {
    if (removed) await remove()
    else restore()
    // New processes take their time, and the phones ask several things at once.
    await cloud.warm(askedFirst)
    reloadPhones()
  }

  /** What a POST does, by its path, and what it answers. */
  const posts: Record<string, (body: string, key: string) => Promise<unknown>> = {
    async samples(body) {
      await addSamples(cloud, parsed(languageSchema, body).language)
      reloadPhones()
      return {}
    },
    async attacks(body, key) {
      const { language } = parsed(languageSchema, body)
      let note = putBack ? target : await newestOf(cloud)
      if (!note && !putBack) {
        await addSamples(cloud, language)
        note = await newestOf(cloud)
      }
      if (!note) throw new HttpError(409, 'Alice has no note: put the filter back, and add the sample notes.')
      const call = aimAttack(key, note)
      if (call) return call
      throw new HttpError(404, `There is no attack "${key}". There are: ${attackKeys}.`)
    },
    async filter(body) {
      const { removed } = parsed(filterSchema, body)
      // One after the other, so that two presses do not end halfway.
      const next = switching.then(() => switchFilter(removed))
      switching = next.catch(() => undefined)
      await next
      return filter()
    },
  }

  return {
    async handler(req, res, { pathname }) {
      const [, area, name = '', key = '', ...deeper] = pathname.split('/')
      if (area !== 'stage' || deeper.length > 0) return false
      if (name === '' && req.method === 'GET') sendJson(res, { ...texts, filter: filter() } satisfies Stage)
      else if (req.method === 'POST' && Object.hasOwn(posts, name))
        sendJson(res, await posts[name]?.((await readBody(req)).toString(), key))
      else return false
      return true
    },
    async functionsChanged() {
      if (putBack) await remove()
      else cloud.reload()
      void cloud.warm(askedFirst)
      reloadPhones()
    },
    close: () => putBack?.(),
  }
}

const languageSchema = z.strictObject({ language: z.enum(['zh_CN', 'en']) })
const filterSchema = z.strictObject({ removed: z.boolean() })
const attackKeys = attackTexts.map(({ key }) => key).join(', ')

/** Raises an HttpError that says how it should be. */
function parsed<Schema extends z.ZodMiniType>(schema: Schema, body: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(body))
  } catch {
    throw new HttpError(400, 'Say {"language": "zh_CN"} or "en"; of the filter, {"removed": true} or false.')
  }
}
