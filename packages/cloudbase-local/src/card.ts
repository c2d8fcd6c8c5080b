/** What the cloud tells the preview about one person. */
export interface Card {
  name: string
  /**
   * Where the person calls from: this mini program, another one that may share the environment (sibling), another one
   * that may not (stranger), or a timer, which has no phone.
   */
  via: 'app' | 'sibling' | 'stranger' | 'timer'
  /** Whether the person has a UNIONID now. */
  unionid: boolean
  /** Whether a UNIONID is declared for the person, so that it can be switched on and off. */
  switchable: boolean
  /** The OPENID, and the UNIONID that is declared: where a document bears one of them as its owner, it is this person's. */
  ids: string[]
}
