/** What a module may use besides the language itself. */
export type ModuleScope = Record<string, unknown>

/** A browser has these and a phone does not: in the app's code they are undefined. */
const hidden = [
  'window,self,globalThis,document,top,parent,frames,location,history,navigator,screen,customElements',
  'localStorage,sessionStorage,indexedDB,caches,cookieStore,crypto,performance,open,close,print,name,event,origin,status',
  'fetch,XMLHttpRequest,WebSocket,EventSource,Worker,SharedWorker,BroadcastChannel,MessageChannel,postMessage',
  'alert,confirm,prompt,requestAnimationFrame,cancelAnimationFrame,requestIdleCallback,matchMedia,getComputedStyle',
  'addEventListener,removeEventListener,dispatchEvent,Event,CustomEvent,EventTarget,Node,Element,HTMLElement,Image',
  'URL,URLSearchParams,Blob,File,FileReader,FormData,Headers,Request,Response,AbortController,AbortSignal',
  'TextEncoder,TextDecoder,atob,btoa,structuredClone,queueMicrotask,MutationObserver,IntersectionObserver,ResizeObserver',
].flatMap((line) => line.split(','))

/** Where the app's files are served: the start of a module's name in a stack trace. */
export const moduleAddress = `${location.origin}/preview/app/`

type Factory = (...scope: unknown[]) => void

/** Loads the app's CommonJS modules, each once, in a scope without the browser's globals. */
export class Loader {
  private readonly loaded = new Map<string, { exports: unknown }>()

  constructor(
    private readonly sources: Record<string, string>,
    /** Asked anew for every module: Page and Component depend on what is being loaded. */
    private readonly scope: () => ModuleScope,
  ) {}

  /** The exports of the module at `path`, like `pages/notes/notes.js`. Raises when there is none. */
  load(path: string): unknown {
    const known = this.loaded.get(path)
    if (known) return known.exports
    const source = this.sources[path]
    if (source === undefined) throw new Error(`module '${path}' is not defined`)
    const module: { exports: unknown } = { exports: {} }
    this.loaded.set(path, module)
    const require = (name: string): unknown => this.load(this.resolve(name, path))
    const scope = { ...this.scope(), require, module, exports: module.exports }
    compile(path, source, Object.keys(scope))(...Object.values(scope))
    return module.exports
  }

  private resolve(name: string, from: string): string {
    const base = name.startsWith('/') ? 'app:///' : `app:///${from}`
    const path = new URL(name, base).pathname.slice(1)
    const candidates = [path, `${path}.js`, `${path}/index.js`]
    const found = candidates.find((one) => one in this.sources)
    if (!found) throw new Error(`module '${name}', required by '${from}', is not defined`)
    return found
  }
}

/**
 * The module's text stays on its own lines, and the last comment names it, so that stack traces and developer tools
 * show the file; its source map, when the build made one, is found next to it. The hidden names are an outer function's parameters: the module may declare the same names itself.
 */
function compile(path: string, source: string, scope: string[]): Factory {
  const text = `(function(${hidden.join(',')}){return function(${scope.join(',')}){${source}\n}})()\n//# sourceURL=${moduleAddress}${path}`
  const factory: unknown = (0, eval)(text)
  if (typeof factory !== 'function') throw new Error(`module '${path}' is not CommonJS`)
  return (...values) => {
    Reflect.apply(factory, undefined, values)
  }
}
