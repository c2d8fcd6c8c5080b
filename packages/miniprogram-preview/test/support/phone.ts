import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { TextDecoder, TextEncoder } from 'node:util'
import { compileApp, type CompiledApp } from '../../src/compile/app'

/** The files of a mini program by path. Those that every program needs are there unless given. */
export type AppFiles = Record<string, string>

/** Compiles a mini program that consists of the given files. Raises AppProblems when it does not compile. */
export function compileFiles(files: AppFiles): CompiledApp {
  const dir = mkdtempSync(join(tmpdir(), 'preview-'))
  const pages = Object.keys(files).flatMap((path) => /^(pages\/.+)\.js$/.exec(path)?.[1] ?? [])
  const usual = { 'app.js': 'App({})', 'app.json': JSON.stringify({ pages }) }
  try {
    for (const [path, text] of Object.entries({ ...usual, ...files })) {
      mkdirSync(dirname(join(dir, path)), { recursive: true })
      writeFileSync(join(dir, path), text)
    }
    return compileApp(dir)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

/** Each phone listens to the one document there is, so the listeners of an earlier phone must go. */
const stops: (() => void)[] = []
for (const target of [window, document]) {
  const { addEventListener } = target
  target.addEventListener = (...listening: unknown[]) => {
    Reflect.apply(addEventListener, target, listening)
    stops.push(() => Reflect.apply(target.removeEventListener, target, listening))
  }
}

/** The phone's files in memory, since jsdom has no IndexedDB. */
class MemoryDisk {
  private readonly files = new Map<string, { content: Uint8Array; modified: number }>()
  find = (path: string) => this.files.get(path)
  paths = () => [...this.files.keys()]
  remove = (path: string) => this.files.delete(path)
  write = (path: string, content: Uint8Array) => this.files.set(path, { content, modified: 0 })
}

/**
 * Starts a mini program on a phone in jsdom, which has no layout, and waits for its first frame. Each start is a new
 * phone: modules, document and listeners are fresh.
 */
export async function startPhone(files: AppFiles): Promise<void> {
  const { program } = compileFiles(files)
  stops.splice(0).forEach((stop) => stop())
  document.body.replaceChildren()
  location.hash = ''
  jest.resetModules()
  // The errors and warnings that the phone shows are also printed.
  for (const level of ['error', 'warn'] as const)
    jest.spyOn(console, level).mockImplementation(() => undefined)
  const { boot } = await import('../../src/runtime/boot')
  const { loadParts } = await import('../../src/runtime/components')
  boot({ ...program, build: 1 }, await loadParts(program.tags), Object(new MemoryDisk()))
  await frame()
}

/** jsdom has none of these, which every browser has. */
Object.assign(window, { TextEncoder, TextDecoder, CSS: { escape: String } })

export const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** Waits for what `find` gives once there is something. */
export async function until<T>(find: () => T | null | undefined | ''): Promise<T> {
  for (;;) {
    const found = find()
    if (found) return found
    await frame()
  }
}

/** Gives the text of the page in front. */
export const text = () => document.querySelector('.webview:not([hidden])')?.textContent

/** Taps the first node of the page in front that has exactly this text. */
export async function tap(label: string): Promise<void> {
  const nodes = [...document.querySelectorAll('.webview:not([hidden]) *')]
  const node = nodes.filter(({ textContent }) => textContent === label).at(-1)
  if (!node) throw new Error(`Nothing reads "${label}" but "${text()}"`)
  for (const type of ['pointerdown', 'pointerup'])
    node.dispatchEvent(new MouseEvent(type, { bubbles: true, button: 0 }))
  await frame()
}
