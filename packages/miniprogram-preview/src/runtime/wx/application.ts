import type { Phone } from '../phone'
import { Listeners } from '../listeners'

/** How the app was opened, and its events as a whole. */
export class Application {
  readonly shown = new Listeners<unknown>()
  readonly hidden = new Listeners<unknown>()
  readonly failed = new Listeners<string>()
  readonly rejected = new Listeners<{ reason: unknown; promise: unknown }>()

  constructor(readonly launch: { path: string; query: Record<string, string>; scene: number }) {}
}

export function application({ application: app, program }: Phone) {
  return {
    onAppShow: app.shown.add,
    offAppShow: app.shown.remove,
    onAppHide: app.hidden.add,
    offAppHide: app.hidden.remove,
    onError: app.failed.add,
    offError: app.failed.remove,
    onUnhandledRejection: app.rejected.add,
    offUnhandledRejection: app.rejected.remove,
    getLaunchOptionsSync: () => app.launch,
    getEnterOptionsSync: () => app.launch,
    getAccountInfoSync: () => ({ miniProgram: { appId: program.app, envVersion: 'develop', version: '' } }),
    nextTick: (callback: () => void) => setTimeout(callback),
  }
}
