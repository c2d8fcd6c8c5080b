import { join, resolve } from 'node:path'
import { loadEnvironment, loadPeople, loadVariables, type CloudOptions } from 'cloudbase-local'
import { startCloud as start, type TestCloud } from '../../packages/cloudbase-local/test/support/cloud'
import { leaksIn } from './leaks'

export { CallError, type TestCloud } from '../../packages/cloudbase-local/test/support/cloud'

const root = resolve(__dirname, '../..')

/**
 * Starts the local cloud as `npm start` does. By default it has the built functions and the declared people and
 * collections. The test file also fails if an answer or a printed line contains anybody's OPENID, UNIONID or APPID.
 */
export function startCloud(options: Partial<CloudOptions> = {}): TestCloud {
  const people = options.people ?? loadPeople(join(root, 'tools/people.json'))
  return start(
    {
      functions: join(root, 'dist/cloudfunctions'),
      variables: loadVariables(join(root, 'tools/local.env')),
      ...loadEnvironment(join(root, 'cloudbase')),
      ...options,
      people,
    },
    (traffic) => leaksIn(traffic, people),
  )
}
