import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import { previewOf } from '../support/preview'

// A browser can be slow on a busy machine.
jest.setTimeout(120_000)

/** Gives the scripts that a phone with this app loads until its first page shows, by name, without their source maps. */
function scriptsOf(app: string): () => Promise<Map<string, string>> {
  const preview = previewOf(join(__dirname, app))
  return async () => {
    const page = await preview.browser.newPage()
    const responses: Response[] = []
    page.on('response', (response) => responses.push(response))
    await page.goto(`${preview.url}/phone?person=alice`)
    await page.locator('wx-page').waitFor()
    const scripts = new Map<string, string>()
    for (const response of responses) {
      const [, name] = /\/preview\/([\w-]+\.js)$/.exec(response.url()) ?? []
      if (name) scripts.set(name, (await response.text()).replace(/\n\/\/# sourceMappingURL=.*/s, ''))
    }
    await page.close()
    return scripts
  }
}

const sizeKb = (scripts: Map<string, string>) =>
  [...scripts.values()].reduce((sum, script) => sum + gzipSync(script).length / 1000, 0)

describe('a phone whose app uses no parts', () => {
  const scripts = scriptsOf('../app')

  test('loads none, and less than 150 kB of script, gzipped', async () => {
    const loaded = await scripts()
    expect([...loaded.keys()].sort()).toEqual(['part-dom.js', 'runtime.js'])
    expect(sizeKb(loaded)).toBeLessThan(150)
  })
})

describe('a phone whose app uses many parts', () => {
  const scripts = scriptsOf('../parts-app')

  test('loads those, and still less than 150 kB', async () => {
    const loaded = await scripts()
    expect([...loaded.keys()]).toEqual(
      expect.arrayContaining(['part-swiper.js', 'part-slider.js', 'part-canvas.js']),
    )
    expect(sizeKb(loaded)).toBeLessThan(150)
  })
})
