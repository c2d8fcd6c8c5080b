import { describe } from '../describe'
import type { Program } from '../program'
import type { Definitions } from './components'
import { device } from './device'
import type { Disk } from './disk'
import type { NavigatorRequest } from './components/navigator'
import { Framework } from './framework'
import { layer } from './layer'
import { showFilesOf } from './local-files'
import { Loader } from './loader'
import { NavigationBar } from './navigation-bar'
import { showFailure } from './overlay'
import { PageStack } from './page-stack'
import type { Phone } from './phone'
import { TabBar } from './tab-bar'
import { Units } from './units'
import { warn } from './warnings'
import { Failure, isOptions, type Options } from './wx/api'
import { Application } from './application'
import { showModal } from './wx/feedback'
import { createWx } from './wx'

/**
 * Starts the app: loads app.js, calls onLaunch and onShow, loads the modules that are due at start, then opens the pages
 * in the address or the first page.
 */
export function boot(program: Program, parts: Definitions, disk: Disk): void {
  showFilesOf(disk)
  document.documentElement.dataset['style'] = program.config.style ?? 'v1'
  for (const warning of program.warnings) warn(describe(warning))
  // A page that was open may be gone from the app since.
  const stillThere = (url: string) => program.units.some(({ path: unit }) => unit === url.split('?')[0])
  const savedUrls = decodeURIComponent(location.hash.slice(1)).split('|').filter(stillThere)
  const home = program.config.entryPagePath ?? program.config.pages[0] ?? ''
  const [firstUrl = home, ...otherUrls] = savedUrls
  const [path = '', query = ''] = firstUrl.split('?')
  const application = new Application({
    path,
    query: Object.fromEntries(new URLSearchParams(query)),
    scene: 1001,
  })

  let app: Options = {}
  const callApp = (method: string, value: unknown): void => {
    const found = app[method]
    if (typeof found === 'function') attempt(() => Reflect.apply(found, app, [value]))
  }
  const attempt = (run: () => unknown): void => {
    try {
      run()
    } catch (error) {
      fail(error)
    }
  }
  const fail = (error: unknown): void => {
    showFailure(error)
    tellApp(error)
  }
  const tellApp = (error: unknown): void => {
    const text = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)
    callApp('onError', text)
    application.failed.tell(text)
  }

  const framework = new Framework(program, parts, fail, (path) => units.open(path))
  const pages = new PageStack(framework, program)
  const tabBar = new TabBar(program, (tap) => {
    pages.switchTab(`/${tap.pagePath}`)
    pages.front?.call('onTabItemTap', tap)
  })
  const bar = new NavigationBar(
    () => void phone.leave(1).catch(ignoreFailure),
    () => pages.restart(`/${home}`),
  )
  const phone: Phone = {
    program,
    disk,
    pages,
    application,
    repaint() {
      const { front } = pages
      if (!front) return
      const isHome = front.isTab || front.route === home
      bar.paint(front, { canLeave: pages.all.length > 1, isHome })
      tabBar.paint(front.route)
    },
    async leave(delta) {
      const question = pages.all.length > 1 ? pages.front?.leaveQuestion : undefined
      if (question !== undefined && !(await showModal({ content: question })).confirm)
        throw new Failure('cancel')
      pages.pop(delta)
    },
  }
  document.body.append(bar.dom, pages.dom, tabBar.dom, layer)

  window.addEventListener('error', ({ error, message }) => fail(error ?? message))
  window.addEventListener('unhandledrejection', ({ reason, promise }) => {
    const rejection = { reason: reason as unknown, promise }
    callApp('onUnhandledRejection', rejection)
    application.rejected.tell(rejection)
    if (reason instanceof Error) showFailure(reason)
  })
  const cover = (): void => {
    pages.all.at(-1)?.call('onHide')
    callApp('onHide', application.launch)
    application.hidden.tell(application.launch)
  }
  const uncover = (): void => {
    callApp('onShow', application.launch)
    application.shown.tell(application.launch)
    pages.all.at(-1)?.call('onShow')
  }
  document.addEventListener('visibilitychange', () => (document.hidden ? cover() : uncover()))
  device.wentAway.add(() => {
    cover()
    uncover()
  })
  device.themeChanged.add((theme) => {
    document.documentElement.dataset['theme'] = theme
    for (const page of pages.all) page.paint()
    phone.repaint()
    callApp('onThemeChange', { theme })
  })
  pages.changed.add(() => {
    phone.repaint()
    const stack = pages.all.map(({ url }) => url).join('|')
    history.replaceState(null, '', `#${encodeURIComponent(stack)}`)
  })

  const wx = createWx(phone)
  pages.dom.addEventListener('navigator', (event) => {
    if (event instanceof CustomEvent) follow(wx, event.detail)
  })

  const { registry } = framework
  const loader = new Loader(program.modules, {
    ...registry.scope,
    wx,
    global: {},
    App: (options: Options) => (app = options),
    getApp: () => app,
    getCurrentPages: () => pages.all.map(({ instance }) => instance),
  })
  const load = (path: string) => registry.define(path, () => loader.load(`${path}.js`))
  const units = new Units(program, load, (path, error) => {
    tellApp(error)
    warn(`${path}.js fails when it is loaded, so what needs it does not work: ${String(error)}`)
  })
  attempt(() => loader.load('app.js'))
  callApp('onLaunch', application.launch)
  callApp('onShow', application.launch)
  units.start()

  pages.restart(`/${firstUrl}`)
  for (const url of otherUrls) pages.push(`/${url}`)
}

function follow(wx: object, { openType, url, delta }: NavigatorRequest): void {
  const method = openType === 'navigate' || openType === 'redirect' ? `${openType}To` : openType
  const found: unknown = Reflect.get(wx, method)
  if (typeof found === 'function') Reflect.apply(found, wx, [isOptions({ url, delta }) ? { url, delta } : {}])
}

function ignoreFailure(error: unknown): void {
  if (!(error instanceof Failure)) throw error
}
