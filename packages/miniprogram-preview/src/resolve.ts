/** Where an app sees its npm packages, as after "build npm" in DevTools. */
const npmFolder = 'miniprogram_npm'

/**
 * Gives the paths, best first, that a name in the file `from` may stand for: `/a` from the root, `./a` from the file's
 * folder, `a` from that folder too or else from a package in the nearest miniprogram_npm.
 */
export function candidates(name: string, from: string): string[] {
  if (name.startsWith('/')) return [joined('', name)]
  const folder = from.split('/').slice(0, -1)
  const near = joined(folder.join('/'), name)
  if (name.startsWith('.')) return [near]
  const above = folder.map((_, at) => folder.slice(0, folder.length - at).join('/'))
  return [near, ...[...above, ''].map((one) => joined(one, `${npmFolder}/${name}`))]
}

/** Gives the module that `name` stands for, or undefined when there is none. */
export function resolveModule(
  name: string,
  from: string,
  has: (path: string) => boolean,
): string | undefined {
  return candidates(name, from)
    .flatMap((path) => [path, `${path}.js`, `${path}/index.js`])
    .find((path) => path.endsWith('.js') && has(path))
}

function joined(folder: string, name: string): string {
  const parts: string[] = []
  for (const part of `${folder}/${name}`.split('/'))
    if (part === '..') parts.pop()
    else if (part && part !== '.') parts.push(part)
  return parts.join('/')
}
