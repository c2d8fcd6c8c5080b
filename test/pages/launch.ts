import type { Change } from '../../miniprogram/stores/changes'
import { phone } from '../support/wx'

/** A new launch of the app: memory is empty, storage is as it was. */
export async function launch() {
  jest.resetModules()
  phone.networkListeners.clear()
  const outbox = await import('../../miniprogram/stores/outbox')
  const { noteChanges } = await import('../../miniprogram/stores/changes')
  const changes: Change[] = []
  noteChanges.subscribe((change) => changes.push(change))
  outbox.startOutbox()
  const draft = await import('../../miniprogram/stores/draft')
  return { ...outbox, ...draft, ...(await import('../../miniprogram/common/kept')), changes }
}

/** The phone dies: whatever waits for a timer never happens. */
export const die = (): void => jest.clearAllTimers()
