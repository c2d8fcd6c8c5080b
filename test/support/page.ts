import path from 'node:path'
import { load, render } from 'miniprogram-simulate'
import { phone } from './wx'

export const root = path.resolve(__dirname, '../../miniprogram')

type Node = ReturnType<typeof render>
type Definition = Record<string, unknown>

// The simulator has no Page(), only Component(): functions become methods, other fields belong to the instance.
Object.assign(globalThis, {
  Page({ data, ...members }: Definition & { data: object }) {
    const isMethod = ([, member]: [string, unknown]) => typeof member === 'function'
    const fields = Object.entries(members).filter((entry) => !isMethod(entry))
    Component({
      data,
      methods: Object.fromEntries(Object.entries(members).filter(isMethod)) as Record<string, () => void>,
      lifetimes: {
        created() {
          Object.assign(this, JSON.parse(JSON.stringify(Object.fromEntries(fields))))
        },
      },
    })
  },
})

const { cloud } = phone

beforeEach(() => {
  jest.useFakeTimers({ now: new Date(2026, 2, 10, 12, 0) })
  Object.assign(phone, {
    cloud,
    modal: { confirm: true, cancel: false },
    choice: '',
    clipboardAllowed: true,
    pagesBelow: true,
    storageFull: false,
    filesFull: false,
    shareRefusal: '',
    chosenFile: null,
  })
  phone.storage.clear()
  phone.files.clear()
  // The simulator swallows what a handler raises and prints it.
  jest.spyOn(console, 'error').mockImplementation(() => {})
})

afterEach(() => {
  const printed = jest.mocked(console.error).mock.calls
  jest.useRealTimers()
  document.body.innerHTML = ''
  expect(printed).toEqual([])
})

/** Lets everything happen that is due within the next `ms` milliseconds. */
export const pass = (ms = 0): Promise<void> => jest.advanceTimersByTimeAsync(ms)

/**
 * A component or page on the screen. Selectors follow the markup: 'note-card .title' is the class `title` within the
 * component note-card, '.title' that of the page or component itself.
 */
export class Shown {
  /** What each setData sent, oldest first. */
  readonly sent: object[] = []
  /** The nodes that are watched for coming into sight, and who hears of it. */
  private readonly watched = new Map<string, (sight: object) => void>()

  constructor(private readonly component: Node) {
    const { instance } = component
    // Nothing is laid out here, so that a test has to say what is in sight.
    instance.createIntersectionObserver = () => this.observer()
    const setData = instance.setData
    instance.setData = (data: object, ...rest: [(() => void)?]) => {
      this.sent.push(data)
      setData.call(instance, data, ...rest)
    }
  }

  get data() {
    return this.component.data
  }

  all(selector: string): Element[] {
    let scope = 'main'
    const parts = selector.split(' ').map((part) => {
      if (part.startsWith('.')) return `.${scope}--${part.slice(1)}`
      scope = part.startsWith('wx-') ? scope : part
      return part
    })
    return [...(this.component.dom?.querySelectorAll(parts.join(' ')) ?? [])]
  }

  texts(selector: string): string[] {
    return this.all(selector).map((element) => element.textContent?.replace(/\s+/g, ' ').trim() ?? '')
  }

  has(selector: string): boolean {
    return this.all(selector).length > 0
  }

  /** Fires an event at the first match. */
  fire(event: string, selector: string, detail: object = {}): Promise<void> {
    return this.dispatch(event, selector, 0, { detail })
  }

  /** A finger at the first match: touchstart and touchmove with where it is, touchend without. */
  async touch(event: string, selector: string, at?: { clientX: number; clientY: number }): Promise<void> {
    const touches = at ? [{ ...at, pageX: at.clientX, pageY: at.clientY }] : []
    const fired = Object.assign(new Event(event, { bubbles: true, cancelable: true }), { touches })
    this.all(selector)[0]?.dispatchEvent(fired)
    await pass()
  }

  /** Taps one of the matches, counted from 0. */
  tapAt(selector: string, index: number): Promise<void> {
    return this.dispatch('tap', selector, index, {})
  }

  private async dispatch(event: string, selector: string, index: number, options: object): Promise<void> {
    const dom = this.all(selector)[index]
    if (!dom) throw new Error(`${selector} is not on the screen`)
    // The simulator gives such objects for a component's own nodes only, yet needs nothing of them but the element.
    this.component.dispatchEvent.call({ dom }, event, options)
    await pass()
  }

  /** What is watched by now. */
  get watching(): string[] {
    return [...this.watched.keys()]
  }

  /** A node comes into sight, or goes out of it, and is `height` pixels high. */
  async sight(selector: string, intersectionRatio: number, height: number): Promise<void> {
    this.watched.get(selector)?.({ intersectionRatio, boundingClientRect: { height } })
    await pass()
  }

  private observer(): object {
    let watched = ''
    const observer = {
      relativeToViewport: () => observer,
      observe: (selector: string, listener: (sight: object) => void) => {
        watched = selector
        this.watched.set(selector, listener)
      },
      disconnect: () => this.watched.delete(watched),
    }
    return observer
  }

  tap(selector: string): Promise<void> {
    return this.fire('tap', selector)
  }

  type(selector: string, value: string): Promise<void> {
    return this.fire('input', selector, { value, cursor: value.length })
  }

  /** Changes properties of a component, as its page does. */
  set(properties: object): void {
    this.component.setData(properties)
  }

  /** Hears an event that the component sends to its page. */
  on(event: string, listener: (event: { detail: never }) => unknown): void {
    const { component } = this
    if ('addEventListener' in component && typeof component.addEventListener === 'function')
      component.addEventListener(event, listener)
  }

  /** Takes it off the screen. */
  async close(): Promise<void> {
    const { component } = this
    if ('detach' in component && typeof component.detach === 'function') component.detach()
    await pass()
  }

  /** Calls a lifecycle function of a page, and lets what is due happen. */
  async call(
    name: 'onLoad' | 'onShow' | 'onReady' | 'onHide' | 'onUnload' | 'onPullDownRefresh' | 'onReachBottom',
    ...args: object[]
  ): Promise<void> {
    this.component.instance[name]?.(...args)
    await pass()
  }
}

const registered = new Map<string, string>()

/** Puts a component on the screen. */
export function show(file: string, properties: object = {}): Shown {
  const id = registered.get(file) ?? load(path.join(root, file), { compiler: 'official', rootPath: root })
  registered.set(file, id)
  const component = render(id, properties)
  const parent = document.createElement('div')
  document.body.append(parent)
  if ('attach' in component && typeof component.attach === 'function') component.attach(parent)
  return new Shown(component)
}

/** Opens a page as WeChat does. */
export async function open(name: string, query: Record<string, string> = {}): Promise<Shown> {
  const page = show(`pages/${name}/${name}`)
  for (const step of ['onLoad', 'onShow', 'onReady'] as const)
    void page.call(step, step === 'onLoad' ? query : {})
  await pass()
  return page
}
