import { capsule, device, fontSizes, geometry } from '../device'
import { api, apis, required } from './api'
import { Listeners } from '../listeners'
import { confirmCopied } from './feedback'

/** The base library whose behaviour the preview follows. */
const baseLibrary = '3.8.12'

const windowInfo = () => {
  const { width, statusBar, navigationBar, homeIndicator } = geometry
  const screenHeight = window.innerHeight
  const bottom = screenHeight - homeIndicator
  return {
    pixelRatio: window.devicePixelRatio,
    screenWidth: width,
    screenHeight,
    windowWidth: width,
    windowHeight: screenHeight - statusBar - navigationBar,
    statusBarHeight: statusBar,
    screenTop: statusBar + navigationBar,
    safeArea: { left: 0, right: width, top: statusBar, bottom, width, height: bottom - statusBar },
  }
}

const appInfo = () => ({
  SDKVersion: baseLibrary,
  version: '8.0.50',
  language: device.language,
  theme: device.theme,
  host: { appId: '', env: 'WeChat' },
  fontSizeSetting: fontSizes[device.textSize],
  fontSizeScaleFactor: fontSizes[device.textSize] / fontSizes.standard,
})

const deviceInfo = () => ({ brand: 'preview', model: 'preview', system: 'browser', platform: 'devtools' })

const systemInfo = () => ({ ...windowInfo(), ...appInfo(), ...deviceInfo() })

/** A network that loses answers looks sound to the phone. */
const networkTypes = { wifi: 'wifi', slow: '2g', failing: 'wifi', none: 'none' } as const

const networkState = () => ({
  networkType: networkTypes[device.network],
  isConnected: device.network !== 'none',
})

/** What the phone is, and what it tells of its changes. The shell decides theme, language and network. */
export function system() {
  let clipboard = ''
  return {
    ...changes(),
    ...apis({
      getSystemInfo: systemInfo,
      getSystemInfoAsync: systemInfo,
      getNetworkType: () => ({ networkType: networkState().networkType }),
      async setClipboardData(options) {
        clipboard = required(options, 'data')
        // The browser may keep its own clipboard closed; the app's copy works all the same.
        await navigator.clipboard.writeText(clipboard).catch(() => undefined)
        confirmCopied()
      },
      getClipboardData: () => ({ data: clipboard }),
    }),
    vibrateShort: api('vibrateShort', () => navigator.vibrate?.(15)),
    getSystemInfoSync: systemInfo,
    getWindowInfo: windowInfo,
    getAppBaseInfo: appInfo,
    getDeviceInfo: deviceInfo,
    getSystemSetting: () => ({
      bluetoothEnabled: false,
      locationEnabled: false,
      wifiEnabled: networkState().networkType === 'wifi',
      deviceOrientation: 'portrait',
    }),
    getMenuButtonBoundingClientRect: () => ({ ...capsule }),
  }
}

function changes() {
  const theme = new Listeners<{ theme: string }>()
  const network = new Listeners<ReturnType<typeof networkState>>()
  const resized = new Listeners<{ size: { windowWidth: number; windowHeight: number } }>()
  device.themeChanged.add((value) => theme.tell({ theme: value }))
  device.networkChanged.add(() => network.tell(networkState()))
  window.addEventListener('resize', () => {
    const { windowWidth, windowHeight } = windowInfo()
    resized.tell({ size: { windowWidth, windowHeight } })
  })
  return {
    onThemeChange: theme.add,
    offThemeChange: theme.remove,
    onNetworkStatusChange: network.add,
    offNetworkStatusChange: network.remove,
    onWindowResize: resized.add,
    offWindowResize: resized.remove,
    // A browser's window has no keyboard that covers the page: there is never anything to tell.
    onKeyboardHeightChange: () => undefined,
    offKeyboardHeightChange: () => undefined,
  }
}
