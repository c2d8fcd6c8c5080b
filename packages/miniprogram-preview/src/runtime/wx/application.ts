import type { Phone } from '../phone'

/** The wx methods that concern the whole app. */
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
    // What an app reports goes to WeChat's statistics, which are not here.
    reportAnalytics: () => undefined,
    reportEvent: () => undefined,
    reportMonitor: () => undefined,
    nextTick: (callback: () => void) => setTimeout(callback),
  }
}
