import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const commands = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge']

/** The usual paths of Chrome, Chromium and Edge on macOS and Windows. On Linux they are on the PATH. */
const places = [
  ...['/', homedir()].flatMap((root) => [
    join(root, 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
    join(root, 'Applications/Chromium.app/Contents/MacOS/Chromium'),
    join(root, 'Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
  ]),
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const root = process.env[name]
    if (!root) return []
    return [
      join(root, 'Google/Chrome/Application/chrome.exe'),
      join(root, 'Microsoft/Edge/Application/msedge.exe'),
    ]
  }),
]

/**
 * Gives the path of an installed Chrome, Chromium or Edge: CHROME_PATH if it is set, otherwise the first one found.
 * Raises an error that says what to do when there is none.
 */
export function findBrowser(): string {
  const named = process.env['CHROME_PATH']
  if (named && !existsSync(named)) throw new Error(`CHROME_PATH names ${named}, and there is no such file.`)
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const onPath = folders.flatMap((folder) => commands.map((command) => join(folder, command)))
  const found = named ?? [...onPath, ...places].find((path) => existsSync(path))
  if (found) return found
  throw new Error(
    'No Chrome, Chromium or Edge was found. Install one, or name it: CHROME_PATH=/path/to/chrome npm run e2e',
  )
}

/** Starts a headless browser that makes no connections on its own. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
