export interface Config {
  /**
   * The id of your CloudBase environment, as its console shows it. Empty means the environment that was created
   * first, and most mini programs have only one.
   */
  env: string
  /**
   * Fill it in when this mini program keeps its notes in the environment of a sibling, another mini program of the same
   * subject: `appid` is the sibling's, `env` the id of its environment. The sibling's functions must name this mini
   * program in their variable SHARED_WITH. Null: this mini program has an environment of its own.
   */
  sharing: { appid: string; env: string } | null
  version: string
}

/** What differs between one team's mini program and another's. */
export const config: Config = { env: '', sharing: null, version: '0.1.0' }
