/** What the server, the shell and the phones tell each other: plain JSON. */

export type Theme = 'light' | 'dark'

export type Language = 'zh_CN' | 'en'

/** `failing`: a call is carried out, but its answer is lost, which a phone cannot tell from one that never left. */
export type Network = 'wifi' | 'slow' | 'failing' | 'none'

export const networks: readonly Network[] = ['wifi', 'slow', 'failing', 'none']

/** The user's text size in WeChat's own settings. */
export type TextSize = 'standard' | 'large' | 'largest'

export const textSizes: readonly TextSize[] = ['standard', 'large', 'largest']

export interface Problem {
  /** Relative to the app's folder. */
  file: string
  /** Counted from 1; absent when the whole file is meant. */
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
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
}

export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  window?: WindowConfig
  tabBar?: TabBarConfig
  usingComponents?: Record<string, string>
  darkmode?: boolean
  themeLocation?: string
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

/** A page or a component. */
export interface Unit {
  /** Relative to the app's folder, without an extension: `pages/notes/notes`. */
  path: string
  isPage: boolean
  config: UnitConfig
  /** The prefix of this component's classes in the stylesheet; absent where styles are shared. */
  scope?: string
}

export interface Program {
  /** Changes with every build. */
  build: number
  /** Tells one app's storage from another's. */
  app: string
  config: AppConfig
  /** theme.json: per theme, what `@name` stands for. */
  themes: Partial<Record<Theme, Record<string, string>>>
  units: Unit[]
  /** Source of each CommonJS module by path, `pages/notes/notes.js`. */
  modules: Record<string, string>
  /** One expression that gives the template functions of every unit. */
  templates: string
}

/** What the phone asks for at its start. */
export type ProgramAnswer = { program: Program } | { build: number; problems: Problem[] }

/** What the server says when the app has changed. */
export interface Change {
  build: number
  /** `styles`: only the stylesheet differs, so the page can stay as it is. */
  kind: 'program' | 'styles'
}

/** What the shell tells a phone while it runs. */
export interface PhoneSettings {
  theme?: Theme
  network?: Network
}
