import { Listeners } from './listeners'

/** How the app was opened, and its events as a whole. */
export class Application {
  readonly shown = new Listeners<unknown>()
  readonly hidden = new Listeners<unknown>()
  readonly failed = new Listeners<string>()
  readonly rejected = new Listeners<{ reason: unknown; promise: unknown }>()

  constructor(readonly launch: { path: string; query: Record<string, string>; scene: number }) {}
}
