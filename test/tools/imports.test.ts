import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(__dirname, '../..')
const rooms = ['cloudfunctions', 'miniprogram', 'shared', 'tools']
const packages = ['loopback', 'cloudbase-local', 'miniprogram-preview']

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.includes('node_modules'))
    .map((file) => join(root, folder, file))

const importsOf = (file: string): string[] => {
  const text = readFileSync(file, 'utf8')
  const found = [
    ...text.matchAll(/^(?:import|export|\}).* from '([^']+)'$/gm),
    ...text.matchAll(/\bimport\('([^']+)'\)/g),
  ]
  return found.map(([, module = '']) => module)
}

const isRelative = (module: string): boolean => module.startsWith('.')

describe.each([...rooms, ...packages.map((name) => `packages/${name}/src`)])('%s', (folder) => {
  const files = new Set(sourcesIn(folder))
  const neighbours = (file: string) =>
    importsOf(file)
      .filter(isRelative)
      .map((module) => resolve(dirname(file), module))
      .flatMap((path) => [`${path}.ts`, join(path, 'index.ts')].filter((found) => files.has(found)))

  test('has no file that imports itself by way of others, types included', () => {
    expect(files.size).toBeGreaterThan(1)
    const finished = new Set<string>()
    const visit = (file: string, way: string[]): void => {
      if (way.includes(file))
        throw new Error(
          [...way.slice(way.indexOf(file)), file].map((one) => relative(root, one)).join(' -> '),
        )
      if (finished.has(file)) return
      for (const next of neighbours(file)) visit(next, [...way, file])
      finished.add(file)
    }
    for (const file of files) visit(file, [])
  })
})

describe.each(packages)('the package %s', (name) => {
  const folder = join(root, 'packages', name)
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const installed = Object.keys({ ...dependencies, ...devDependencies })

  test('imports its own files and what its package.json names, so it can know no app', () => {
    const isAllowed = (file: string, module: string): boolean =>
      isRelative(module)
        ? resolve(dirname(file), module).startsWith(join(folder, 'src'))
        : module.startsWith('node:') || installed.some((one) => `${module}/`.startsWith(`${one}/`))
    const others = sourcesIn(`packages/${name}/src`).flatMap((file) =>
      importsOf(file)
        .filter((module) => !isAllowed(file, module))
        .map((module) => `${relative(root, file)} imports ${module}`),
    )
    expect(others).toEqual([])
  })
})
