import {
  networks,
  textSizes,
  type Language,
  type Network,
  type PhoneSettings,
  type TextSize,
  type Theme,
} from '../program'
import { Listeners } from './listeners'

/** The sizes of the drawn phone in CSS pixels. phone.css has the same numbers. */
export const geometry = {
  width: 375,
  statusBar: 44,
  navigationBar: 44,
  tabBar: 50,
  homeIndicator: 34,
} as const

/** The capsule (menu button) in the navigation bar, in CSS pixels, as on a phone of this width. */
export const capsule = { width: 87, height: 32, top: 48, right: 368, bottom: 80, left: 281 } as const

/**
 * WeChat's text sizes in px. The standard on Android is 16. Care mode, which has the largest text, starts at about 22.
 * Source: https://developers.weixin.qq.com/miniprogram/design/elderly.html
 */
export const fontSizes: Record<TextSize, number> = { standard: 16, large: 18, largest: 22 }

/** The settings of this phone. The first values are in its address; the shell sends changes as messages. */
class Device {
  private readonly address = new URLSearchParams(location.search)
  readonly person = this.address.get('person') ?? 'alice'
  /** Gives the name under which the browser keeps the storage and the files of this person, app and phone. */
  readonly storageName = (app: string) => `${app}:${Number(this.address.get('phone'))}:${this.person}`
  readonly language: Language = this.address.get('language') === 'en' ? 'en' : 'zh_CN'
  readonly textSize: TextSize = textSizes.find((size) => size === this.address.get('text')) ?? 'standard'
  theme: Theme = this.address.get('theme') === 'dark' ? 'dark' : 'light'
  network: Network = networks.find((one) => one === this.address.get('network')) ?? 'wifi'
  readonly themeChanged = new Listeners<Theme>()
  readonly networkChanged = new Listeners<Network>()
  readonly wentAway = new Listeners<void>()

  constructor() {
    window.addEventListener('message', ({ origin, data }: MessageEvent<PhoneSettings>) => {
      if (origin === location.origin) this.change(data)
    })
  }

  /** Changes the settings given and tells the listeners. Does nothing for a value that is already set. */
  change({ theme, network, away }: PhoneSettings): void {
    if (away) this.wentAway.tell()
    if (theme && theme !== this.theme) {
      this.theme = theme
      this.themeChanged.tell(theme)
    }
    if (network && network !== this.network) {
      this.network = network
      this.networkChanged.tell(network)
    }
  }
}

export const device = new Device()
