/** What the preview is told of a person. */
export interface Card {
  name: string
  /** This mini program, one that may share the environment, one that may not; or no phone at all. */
  via: 'app' | 'sibling' | 'stranger' | 'timer'
  /** Has a UNIONID now. */
  unionid: boolean
  /** Has one declared, which can be switched on and off. */
  switchable: boolean
}
