import { readFileSync } from 'node:fs'
import path from 'node:path'
import { runInNewContext } from 'node:vm'
import type { Answer } from './answer'

/** What a check sees of a mini program that somebody has opened. */
export interface Phone {
  /** The data of its page, as it is now. */
  data: Record<string, unknown>
  /** What the page showed beside its data: toasts and dialogs, by their text. */
  shown: string[]
  /** Each call of wx.cloud.init: whether onLaunch was running. */
  inits: { inLaunch: boolean }[]
  /** The names of the functions that were called, in order. */
  called: string[]
  /** Calls a method of the page, as a tap does, and waits until all calls are answered. */
  tap(method: string, event?: object): Promise<void>
  /** Opens the page once more. */
  reopen(): Promise<void>
}

type Options = Record<string, unknown>
type Callback = ((result: unknown) => void) | undefined

/**
 * Opens a built mini program of one page: onLaunch, onLoad, onShow, onReady. It runs without a screen: what its template
 * would draw is its data. `call` stands for the way to the cloud.
 */
export async function openPhone(
  folder: string,
  call: (name: string, event: object) => Promise<Answer>,
): Promise<Phone> {
  const waiting = new Set<Promise<unknown>>()
  const settled = async () => {
    while (waiting.size > 0) await Promise.all(waiting)
  }
  const shown: string[] = []
  const inits: { inLaunch: boolean }[] = []
  const called: string[] = []
  let inLaunch = false

  /** Answers by callbacks and, without them, by a promise, as WeChat's functions do. */
  const answer = (options: Options, result: Promise<unknown>) => {
    const [success, fail, complete] = ['success', 'fail', 'complete'].map((name) => options[name] as Callback)
    const promise = result.then(
      (value) => {
        success?.(value)
        complete?.(value)
        return value
      },
      (error: unknown) => {
        fail?.(error)
        complete?.(error)
        if (!fail) throw error
        return undefined
      },
    )
    const handled = promise.catch(() => undefined)
    waiting.add(handled)
    void handled.finally(() => waiting.delete(handled))
    if (success ?? fail ?? complete) return void handled
    return promise
  }

  const show = (options: Options) => {
    shown.push([options.title, options.content].filter((part) => typeof part === 'string').join(' '))
    return answer(options, Promise.resolve({ errMsg: 'ok', confirm: true, cancel: false }))
  }
  const wx = {
    cloud: {
      init: () => void inits.push({ inLaunch }),
      callFunction(options: Options) {
        const name = String(options.name)
        called.push(name)
        if (inits.length === 0)
          return answer(
            options,
            Promise.reject({
              errCode: -1,
              errMsg: "Cloud API isn't enabled, please call wx.cloud.init first",
            }),
          )
        const data = (options.data ?? {}) as object
        return answer(
          options,
          call(name, data).then((got) => {
            if (got.failed) throw { errCode: -504002, errMsg: got.message }
            return { result: got.result, errMsg: 'cloud.callFunction:ok' }
          }),
        )
      },
    },
    showToast: show,
    showModal: show,
    showLoading: () => undefined,
    hideLoading: () => undefined,
    hideToast: () => undefined,
    stopPullDownRefresh: () => undefined,
  }

  let app: Options = {}
  let pageOptions: Options = {}
  const run = (file: string) => {
    const module = { exports: {} }
    runInNewContext(
      readFileSync(path.join(folder, file), 'utf8'),
      {
        wx,
        console: { log() {}, info() {}, warn() {}, error() {} },
        module,
        exports: module.exports,
        setTimeout,
        clearTimeout,
        App: (options: Options) => void (app = options),
        Page: (options: Options) => void (pageOptions = options),
        getApp: () => app,
      },
      { filename: file },
    )
  }
  const invoke = (target: Options, name: string, argument: object) => {
    const method = target[name]
    if (typeof method === 'function') Reflect.apply(method, target, [argument])
  }

  run('app.js')
  inLaunch = true
  invoke(app, 'onLaunch', {})
  inLaunch = false

  const { pages } = JSON.parse(readFileSync(path.join(folder, 'app.json'), 'utf8')) as { pages: string[] }
  const phone: Phone = {
    data: {},
    shown,
    inits,
    called,
    async tap(method, event = {}) {
      invoke(page, method, event)
      await settled()
    },
    async reopen() {
      run(`${String(pages[0])}.js`)
      phone.data = structuredClone((pageOptions.data ?? {}) as Record<string, unknown>)
      page = {
        ...pageOptions,
        data: phone.data,
        setData: (changes: Record<string, unknown>, then?: () => void) => {
          Object.assign(phone.data, changes)
          then?.()
        },
      }
      for (const life of ['onLoad', 'onShow', 'onReady']) invoke(page, life, {})
      await settled()
    },
  }
  let page: Options = {}
  await phone.reopen()
  return phone
}
