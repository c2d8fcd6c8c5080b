import { Listeners } from './listeners'

/** How the app was opened, and the events that concern the whole app. */
export class Application {
  readonly shown = new Listeners<unknown>()
  readonly hidden = new Listeners<unknown>()
  readonly failed = new Listeners<string>()
  readonly rejected = new Listeners<{ reason: unknown; promise: unknown }>()

  constructor(readonly launch: { path: string; query: Record<string, string>; scene: number }) {}
}
