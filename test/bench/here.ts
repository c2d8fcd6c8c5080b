import { join } from 'node:path'
import {
  loadEnvironment,
  loadPeople,
  loadVariables,
  openCloud,
  type LocalCloud,
  type People,
} from 'cloudbase-local'
import { listen } from 'loopback-guard'

const root = join(__dirname, '../..')

export interface Here {
  cloud: LocalCloud
  stop(): Promise<void>
}

/** The local cloud with the built functions, in this process, where its trace can be read. */
export async function cloudHere(
  data: string,
  people: People = loadPeople(join(root, 'tools/people.json')),
): Promise<Here> {
  const cloud = openCloud({
    functions: join(root, 'dist/cloudfunctions'),
    data,
    people,
    variables: loadVariables(join(root, 'tools/local.env')),
    ...loadEnvironment(join(root, 'cloudbase')),
  })
  const server = await listen([cloud.handler])
  cloud.attach(server.url)
  return {
    cloud,
    async stop() {
      await cloud.close()
      await server.close()
    },
  }
}
