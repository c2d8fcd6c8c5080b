import type { Page } from '../page'
import type { Phone } from '../phone'
import { Query } from '../query'
import { api, apis, Failure, number, required, text } from './api'

/** The wx methods that concern the page in front. */
export function page({ pages, repaint }: Phone) {
  const front = (): Page => {
    if (!pages.front) throw new Failure('no page is open')
    return pages.front
  }
  return {
    ...apis({
      setNavigationBarTitle(options) {
        front().set({ navigationBarTitleText: text(options, 'title') })
        repaint()
      },
      setNavigationBarColor(options) {
        const white = required(options, 'frontColor').toLowerCase() === '#ffffff'
        front().set({
          navigationBarTextStyle: white ? 'white' : 'black',
          navigationBarBackgroundColor: required(options, 'backgroundColor'),
        })
        repaint()
      },
      setBackgroundColor(options) {
        front().set({ backgroundColor: required(options, 'backgroundColor') })
      },
      startPullDownRefresh: () => front().startRefresh(),
      stopPullDownRefresh: () => front().stopRefresh(),
      pageScrollTo(options) {
        const selector = options['selector']
        const { dom } = front()
        const target = typeof selector === 'string' ? dom.querySelector(pageSelector(selector)) : undefined
        if (target === null) throw new Failure(`there is no ${String(selector)}`)
        const inPage = target ? target.getBoundingClientRect().top - dom.getBoundingClientRect().top : 0
        const top = target ? dom.scrollTop + inPage : number(options, 'scrollTop', 0)
        dom.scrollTo({ top, behavior: number(options, 'duration', 300) > 0 ? 'smooth' : 'auto' })
      },
      enableAlertBeforeUnload(options) {
        front().leaveQuestion = required(options, 'message')
      },
      disableAlertBeforeUnload() {
        front().leaveQuestion = undefined
      },
    }),
    hideKeyboard: api('hideKeyboard', () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    }),
    createSelectorQuery: () => new Query(() => pages.front?.component),
    createIntersectionObserver: (owner: unknown, options: unknown) => {
      const create =
        typeof owner === 'object' && owner ? Reflect.get(owner, 'createIntersectionObserver') : undefined
      if (typeof create !== 'function')
        throw new TypeError('createIntersectionObserver needs a page or component')
      return Reflect.apply(create, owner, [options])
    },
  }
}

/** In the document, ids have a prefix, so a selector must match their end. A page's classes have no prefix. */
function pageSelector(selector: string): string {
  return selector.replace(/#([\w-]+)/g, '[id$="--$1"]')
}
