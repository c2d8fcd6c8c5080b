/** The data that the server, the shell and the phones exchange: plain JSON. */

export type Theme = 'light' | 'dark'

export type Language = 'zh_CN' | 'en'

/** With `failing` the cloud carries out a call but the answer is lost. To the phone it looks as if nothing was sent. */
export type Network = 'wifi' | 'slow' | 'failing' | 'none'

export const networks: readonly Network[] = ['wifi', 'slow', 'failing', 'none']

/** The text size that the user has chosen in WeChat's settings. */
export type TextSize = 'standard' | 'large' | 'largest'

export const textSizes: readonly TextSize[] = ['standard', 'large', 'largest']

export interface Problem {
  /** Relative to the app's folder. */
  file: string
  /** Counted from 1, as is `column`; absent when the problem concerns the whole file. */
  line?: number
  column?: number
  message: string
}

export interface WindowConfig {
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationBarTitleText?: string
  navigationStyle?: string
  backgroundColor?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
}

export interface TabBarConfig {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: string
  /** The app draws its tab bar itself, with the component custom-tab-bar/index. */
  custom?: boolean
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
}

export interface AppConfig {
  pages: string[]
  subpackages?: { root: string; pages: string[] }[]
  /** The older spelling of the same. */
  subPackages?: { root: string; pages: string[] }[]
  entryPagePath?: string
  window?: WindowConfig
  tabBar?: TabBarConfig
  usingComponents?: Record<string, string>
  darkmode?: boolean
  themeLocation?: string
  /** `v2` for the newer look of the built-in components. */
  style?: string
  /** `requiredComponents` has a page's modules loaded when it opens, instead of all at start. */
  lazyCodeLoading?: string
}

export interface UnitConfig extends WindowConfig {
  component?: boolean
  usingComponents?: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
  componentPlaceholder?: Record<string, string>
  styleIsolation?: string
  addGlobalClass?: boolean
  pureDataPattern?: string
}

/** Where an app keeps a tab bar of its own. */
export const customTabBar = 'custom-tab-bar/index'

/** A page or a component. */
export interface Unit {
  /** Relative to the app's folder, without an extension: `pages/notes/notes`. */
  path: string
  isPage: boolean
  config: UnitConfig
  /** The prefix of this component's classes in the stylesheet; absent when its styles are not isolated. */
  scope?: string
}

export interface Program {
  /** The number of the build, different for each one. */
  build: number
  /** Identifies the app, so that two apps do not share their storage. */
  app: string
  config: AppConfig
  /** From theme.json: for each theme, the values of the variables that the app's JSON names as `@name`. */
  themes: Partial<Record<Theme, Record<string, string>>>
  units: Unit[]
  /** The source of each CommonJS module by its path, like `pages/notes/notes.js`. */
  modules: Record<string, string>
  /** A JavaScript expression whose value holds the template functions of all units. */
  templates: string
  /** The tags that the templates use and that are not components of the app. */
  tags: string[]
  /** What works here and may not work on a phone, or the other way round. */
  warnings: Problem[]
}

/** The answer that a phone gets when it starts. */
export type ProgramAnswer = { program: Program } | { build: number; problems: Problem[] }

/** The server's message to the phones after a change of the app. */
export interface Change {
  build: number
  /** `styles` means that only the stylesheet has changed, so a phone need not load its page again. */
  kind: 'program' | 'styles'
}

/** The settings that the shell can change while a phone runs. */
export interface PhoneSettings {
  theme?: Theme
  network?: Network
  /** By the id of a document: whose it is, and in which CSS colour. Whatever shows such a document gets a badge. */
  badges?: Record<string, { text: string; color: string }>
  /** The person goes elsewhere in WeChat, and comes back at once. */
  away?: true
}
