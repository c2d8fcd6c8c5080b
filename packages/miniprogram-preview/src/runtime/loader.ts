import { resolveModule } from '../resolve'

/** The names that a module can use in addition to JavaScript's own. */
export type ModuleScope = Record<string, unknown>

/** A phone does not have these names, so they must be undefined in the app's code as well. */
const browserGlobals = [
  'window,self,globalThis,document,top,parent,frames,location,history,navigator,screen,customElements',
  'localStorage,sessionStorage,indexedDB,caches,cookieStore,crypto,performance,open,close,print,name,event,origin,status',
  'fetch,XMLHttpRequest,WebSocket,EventSource,Worker,SharedWorker,BroadcastChannel,MessageChannel,postMessage',
  'alert,confirm,prompt,requestAnimationFrame,cancelAnimationFrame,requestIdleCallback,matchMedia,getComputedStyle',
  'addEventListener,removeEventListener,dispatchEvent,Event,CustomEvent,EventTarget,Node,Element,HTMLElement,Image',
  'URL,URLSearchParams,Blob,File,FileReader,FormData,Headers,Request,Response,AbortController,AbortSignal',
  'TextEncoder,TextDecoder,atob,btoa,structuredClone,queueMicrotask,MutationObserver,IntersectionObserver,ResizeObserver',
].flatMap((line) => line.split(','))

/** The address of the app's files. In a stack trace, each module's name begins with it. */
export const moduleAddress = `${location.origin}/preview/app/`

type Factory = (...scope: unknown[]) => void

/** Loads the app's CommonJS modules. Each runs once, without access to the browser's globals. */
export class Loader {
  private readonly loaded = new Map<string, { exports: unknown }>()

  constructor(
    private readonly sources: Record<string, string>,
    private readonly scope: ModuleScope,
  ) {}

  /**
   * Gives the exports of the module at `path`, like `pages/notes/notes.js`. Raises an error when there is no such
   * module.
   */
  load(path: string): unknown {
    const known = this.loaded.get(path)
    if (known) return known.exports
    const source = this.sources[path]
    if (source === undefined) throw new Error(`module '${path}' is not defined`)
    const module: { exports: unknown } = { exports: {} }
    this.loaded.set(path, module)
    const load = (name: string): unknown => this.load(this.resolve(name, path))
    // With require.async, WeChat fetches the package of the module first. Here all packages are there.
    const require = Object.assign(load, { async: async (name: string) => load(name) })
    compile(path, source, this.scope)(require, module, module.exports)
    return module.exports
  }

  private resolve(name: string, from: string): string {
    const found = resolveModule(name, from, (path) => path in this.sources)
    if (!found) throw new Error(`module '${name}', required by '${from}', is not defined`)
    return found
  }
}

/**
 * Compiles a module. Its text keeps its line numbers and `sourceURL` names the file, so stack traces and developer
 * tools show the right place; they find a source map beside the file. The browser's globals and the names of `scope`
 * are parameters of an outer function, so that the module can still declare the same names itself.
 */
function compile(path: string, source: string, scope: ModuleScope): Factory {
  const names = [...browserGlobals, ...Object.keys(scope)]
  const text = `(function(${names.join(',')}){return function(require,module,exports){${source}\n}})\n//# sourceURL=${moduleAddress}${path}`
  const given = [...browserGlobals.map(() => undefined), ...Object.values(scope)]
  const factory: unknown = Reflect.apply((0, eval)(text), undefined, given)
  if (typeof factory !== 'function') throw new Error(`module '${path}' is not CommonJS`)
  return (...values) => {
    Reflect.apply(factory, undefined, values)
  }
}
