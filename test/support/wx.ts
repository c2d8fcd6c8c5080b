/*
 * The phone's side of the app, installed as the global `wx` before any test: what the user answers, what the cloud
 * answers, and a record of what the app asked for.
 */

interface CallOptions {
  name: string
  data: unknown
}

interface ModalOptions {
  title: string
  content: string
  confirmText: string
  cancelText?: string
}

interface SheetOptions {
  itemList: string[]
  success(chosen: { tapIndex: number }): void
  fail(error: { errMsg: string }): void
}

interface FileOptions {
  success(chosen: { tempFiles: { path: string; size: number }[] }): void
  fail(error: { errMsg: string }): void
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
  /** What comes of `init` of a sibling's environment; a raised `{ errMsg }` is a refusal. */
  admission: (): unknown => undefined,
  /** What the user chooses from the next action sheets; none of it closes them. */
  choice: '',
  clipboardAllowed: true,
  pagesBelow: true,
  /** What the phone keeps between launches, as WeChat writes it: as JSON. */
  storage: new Map<string, string>(),
  storageFull: false,
  /** The files of the app, by path. */
  files: new Map<string, string>(),
  filesFull: false,
  /** What this version of WeChat cannot do. */
  lacks: new Set<string>(),
  /** Why WeChat does not send a file; empty when it does. */
  shareRefusal: '',
  /** The file that the person chooses in a chat; null closes the dialog. */
  chosenFile: null as { path: string; size: number } | null,
  /** Who hears of the network. */
  networkListeners: new Set<(state: { isConnected: boolean }) => void>(),
}

/** WeChat tells that the network has come or gone. */
export function tellNetwork(isConnected: boolean): void {
  for (const listener of phone.networkListeners) listener({ isConnected })
}

function isPlatformError(error: unknown): error is { errMsg: string } {
  return typeof error === 'object' && error !== null && 'errMsg' in error
}

async function answer({ name, data }: CallOptions): Promise<{ result: unknown; errMsg: string }> {
  try {
    return { result: await phone.cloud(name, data), errMsg: 'cloud.callFunction:ok' }
  } catch (error) {
    if (isPlatformError(error)) throw error
    // A mistake of the test: printed, which fails it, and never answered, so that the app does not see it.
    console.error(error)
    return new Promise(() => {})
  }
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

function store(key: string, data: unknown): void {
  if (phone.storageFull) throw new Error('setStorageSync:fail exceed storage max size 10Mb')
  phone.storage.set(key, JSON.stringify(data))
}

function stored(key: string): unknown {
  const entry = phone.storage.get(key)
  return entry === undefined ? '' : JSON.parse(entry)
}

const fileSystem = {
  writeFileSync(path: string, data: string) {
    if (phone.filesFull)
      throw new Error('writeFileSync:fail the maximum size of the file storage limit is exceeded')
    phone.files.set(path, data)
  },
  appendFileSync(path: string, data: string) {
    const before = phone.files.get(path)
    if (before === undefined) throw new Error(`appendFileSync:fail no such file or directory, open ${path}`)
    fileSystem.writeFileSync(path, before + data)
  },
  readFileSync(path: string) {
    const data = phone.files.get(path)
    if (data === undefined) throw new Error(`readFileSync:fail no such file or directory, open ${path}`)
    return data
  },
  unlinkSync(path: string) {
    if (!phone.files.delete(path)) throw new Error(`unlinkSync:fail no such file or directory ${path}`)
  },
}

/** What every `new wx.cloud.Cloud()` gives: the environment of a sibling mini program. */
export const sharedCloud = {
  init: jest.fn(async () => void (await phone.admission())),
  callFunction: jest.fn(answer),
}

export const wxCalls = {
  callFunction: jest.fn(answer),
  init: jest.fn(),
  Cloud: jest.fn(() => sharedCloud),
  showModal: jest.fn(ask),
  showToast: jest.fn<Promise<void>, [{ title: string; icon: string }]>(() => Promise.resolve()),
  navigateTo: jest.fn<Promise<void>, [{ url: string }]>(() => Promise.resolve()),
  navigateBack: jest.fn((options: Outcome) => settle(phone.pagesBelow, 'navigateBack:fail', options)),
  switchTab: jest.fn((options: Outcome & { url: string }) => settle(true, '', options)),
  setClipboardData: jest.fn((options: Outcome & { data: string }) =>
    settle(phone.clipboardAllowed, 'setClipboardData:fail no permission', options),
  ),
  navigateToMiniProgram: jest.fn((options: Outcome & { shortLink: string }) => settle(true, '', options)),
  shareFileMessage: jest.fn((options: Outcome & { filePath: string; fileName: string }) =>
    settle(!phone.shareRefusal, phone.shareRefusal, options),
  ),
  chooseMessageFile: jest.fn(({ success, fail }: FileOptions) => {
    if (phone.chosenFile) success({ tempFiles: [phone.chosenFile] })
    else fail({ errMsg: 'chooseMessageFile:fail cancel' })
  }),
  canIUse: jest.fn((name: string) => !phone.lacks.has(name)),
  getFileSystemManager: jest.fn(() => fileSystem),
  reLaunch: jest.fn<Promise<void>, [{ url: string }]>(() => Promise.resolve()),
  getStorageSync: jest.fn(stored),
  setStorageSync: jest.fn(store),
  removeStorageSync: jest.fn((key: string) => void phone.storage.delete(key)),
  getStorageInfoSync: jest.fn(() => ({ keys: [...phone.storage.keys()] })),
  onNetworkStatusChange: jest.fn((listener: (state: { isConnected: boolean }) => void) =>
    phone.networkListeners.add(listener),
  ),
  offNetworkStatusChange: jest.fn((listener: (state: { isConnected: boolean }) => void) =>
    phone.networkListeners.delete(listener),
  ),
  showActionSheet: jest.fn(({ itemList, success, fail }: SheetOptions) => {
    const tapIndex = itemList.indexOf(phone.choice)
    if (tapIndex < 0) fail({ errMsg: 'showActionSheet:fail cancel' })
    else success({ tapIndex })
  }),
  stopPullDownRefresh: jest.fn(() => Promise.resolve()),
  setNavigationBarTitle: jest.fn<Promise<void>, [{ title: string }]>(() => Promise.resolve()),
  setTabBarItem: jest.fn<Promise<void>, [{ index: number; text: string }]>(() => Promise.resolve()),
}

const { callFunction, init, Cloud, ...others } = wxCalls

Object.assign(globalThis, {
  wx: {
    ...others,
    cloud: { init, callFunction, Cloud },
    env: { USER_DATA_PATH: 'http://usr' },
    getAppBaseInfo: () => ({ language: phone.language }),
  },
})
