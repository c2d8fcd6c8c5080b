import { element } from './dom'
import type { Page } from './page'
import { words } from './words'

/** Status bar, navigation bar and capsule. The page in front decides about their title and colours. */
export class NavigationBar {
  private readonly title = element('h1')
  private readonly clock = element('time')
  private readonly back = element('button', { className: 'back', ariaLabel: words.back })
  private readonly home = element('button', { className: 'home', ariaLabel: words.home })
  private readonly capsule = element(
    'div',
    { className: 'capsule', ariaHidden: 'true' },
    element('i'),
    element('i'),
  )
  private readonly status = element(
    'div',
    { className: 'status', ariaHidden: 'true' },
    this.clock,
    element('i', { className: 'battery' }),
  )
  readonly dom = element('header', {}, this.status, this.back, this.home, this.title, this.capsule)

  constructor(onBack: () => void, onHome: () => void) {
    this.back.addEventListener('click', onBack)
    this.home.addEventListener('click', onHome)
    const tick = (): void => {
      const now = new Date()
      this.clock.textContent = `${now.getHours()}:${String(now.getMinutes()).padStart(2, '0')}`
    }
    tick()
    setInterval(tick, 10_000)
  }

  /** Draws the bars for `page`. `canLeave`: there is a page behind it. `isHome`: it is the start page or a tab. */
  paint(page: Page, { canLeave, isHome }: { canLeave: boolean; isHome: boolean }): void {
    const { navigationBarTitleText, navigationBarBackgroundColor, navigationBarTextStyle, navigationStyle } =
      page.window
    const custom = navigationStyle === 'custom'
    this.dom.classList.toggle('custom', custom)
    this.dom.style.background = custom ? 'transparent' : (navigationBarBackgroundColor ?? '#000')
    this.dom.dataset['text'] = navigationBarTextStyle === 'black' ? 'black' : 'white'
    this.title.textContent = navigationBarTitleText ?? ''
    this.back.hidden = custom || !canLeave
    this.home.hidden = custom || canLeave || isHome
  }
}
