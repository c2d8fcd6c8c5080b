import { capsule, device, fontSizes, geometry } from '../device'
import { api, apis, required } from './api'
import { Listeners } from '../listeners'
import { confirmCopied } from './feedback'

/** The preview behaves like this version of WeChat's base library. */
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

/** What WeChat itself is allowed on the phone, which the preview does not ask. */
const authorized = {
  albumAuthorized: 'authorized',
  bluetoothAuthorized: 'not determined',
  cameraAuthorized: 'not determined',
  locationAuthorized: 'not determined',
  locationReducedAccuracy: false,
  microphoneAuthorized: 'not determined',
  notificationAuthorized: 'not determined',
  phoneCalendarAuthorized: 'not determined',
}

const systemInfo = () => ({ ...windowInfo(), ...appInfo(), ...deviceInfo() })

/** The phone cannot see that a network loses answers, so `failing` looks like wifi. */
const networkTypes = { wifi: 'wifi', slow: '2g', failing: 'wifi', none: 'none' } as const

const networkState = () => ({
  networkType: networkTypes[device.network],
  isConnected: device.network !== 'none',
})

/** The wx methods that tell about the phone and its changes. Theme, language and network are chosen in the shell. */
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
        // The browser may forbid access to the real clipboard. The app can still read back what it has copied.
        await navigator.clipboard.writeText(clipboard).catch(() => undefined)
        confirmCopied()
      },
      getClipboardData: () => ({ data: clipboard }),
    }),
    vibrateShort: api('vibrateShort', () => navigator.vibrate?.(15)),
    vibrateLong: api('vibrateLong', () => navigator.vibrate?.(400)),
    getAppAuthorizeSetting: () => authorized,
    getSkylineInfoSync: () => ({ isSupported: false, version: '' }),
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
    // In a browser no keyboard covers the page, so its height never changes.
    onKeyboardHeightChange: () => undefined,
    offKeyboardHeightChange: () => undefined,
  }
}
