/*
 * The phone's side of the app, installed as the global `wx` before any test: what the user answers, what the cloud
 * answers, and a record of what the app asked for.
 */

interface CallOptions {
  name: string
  data: unknown
  success(answer: { result: unknown; errMsg: string }): void
  fail(error: { errMsg: string }): void
  complete(): void
}

interface ModalOptions {
  title: string
  content: string
  confirmText: string
  cancelText?: string
}

interface Outcome {
  success?(): void
  fail?(error: { errMsg: string }): void
}

export const phone = {
  language: 'zh_CN',
  /** What the user answers to the next questions. */
  modal: { confirm: true, cancel: false },
  /** What a function answers; a raised `{ errMsg }` is a call that failed. */
  cloud: (name: string, data: unknown): unknown => {
    throw new Error(`the test does not say what ${name} answers to ${JSON.stringify(data)}`)
  },
  clipboardAllowed: true,
  pagesBelow: true,
}

function isPlatformError(error: unknown): error is { errMsg: string } {
  return typeof error === 'object' && error !== null && 'errMsg' in error
}

async function answer({ name, data, success, fail, complete }: CallOptions): Promise<void> {
  try {
    success({ result: await phone.cloud(name, data), errMsg: 'cloud.callFunction:ok' })
  } catch (error) {
    if (isPlatformError(error)) fail(error)
    else console.error(error)
  }
  complete()
}

/** WeChat shows no modal at all when a button's text is longer than 4 Chinese or 8 other characters. */
async function ask({ confirmText, cancelText = '' }: ModalOptions): Promise<typeof phone.modal> {
  for (const text of [confirmText, cancelText])
    if (text.replace(/[^\0-\u00ff]/g, 'aa').length > 8)
      throw new Error(`showModal:fail "${text}" should not be larger than 4 Chinese characters`)
  return phone.modal
}

const settle = (works: boolean, errMsg: string, { success, fail }: Outcome) =>
  works ? success?.() : fail?.({ errMsg })

export const wxCalls = {
  callFunction: jest.fn((options: CallOptions) => void answer(options)),
  init: jest.fn(),
  showModal: jest.fn(ask),
  showToast: jest.fn<Promise<void>, [{ title: string; icon: string }]>(() => Promise.resolve()),
  navigateTo: jest.fn<Promise<void>, [{ url: string }]>(() => Promise.resolve()),
  navigateBack: jest.fn((options: Outcome) => settle(phone.pagesBelow, 'navigateBack:fail', options)),
  switchTab: jest.fn((options: Outcome & { url: string }) => settle(true, '', options)),
  setClipboardData: jest.fn((options: Outcome & { data: string }) =>
    settle(phone.clipboardAllowed, 'setClipboardData:fail no permission', options),
  ),
  stopPullDownRefresh: jest.fn(() => Promise.resolve()),
  setNavigationBarTitle: jest.fn<Promise<void>, [{ title: string }]>(() => Promise.resolve()),
  setTabBarItem: jest.fn<Promise<void>, [{ index: number; text: string }]>(() => Promise.resolve()),
}

const { callFunction, init, ...others } = wxCalls

Object.assign(globalThis, {
  wx: {
    ...others,
    cloud: { init, callFunction },
    getAppBaseInfo: () => ({ language: phone.language }),
  },
})
