import { showModal } from './feedback'
import { apis, Failure, required } from './api'
import { login } from './login'
import { words } from '../words'

/** The wx methods about the person who holds the phone, and what that person has allowed. */
export function account() {
  const allowed = new Map<string, boolean>()
  const settings = () => ({ authSetting: Object.fromEntries(allowed) })
  return apis({
    login,
    checkSession: () => undefined,
    getSetting: settings,
    openSetting: settings,
    async authorize(options) {
      const scope = required(options, 'scope')
      if (!allowed.has(scope)) {
        const { confirm } = await showModal({ content: words.allow(scope) })
        allowed.set(scope, confirm)
      }
      if (!allowed.get(scope)) throw new Failure('auth deny')
    },
  })
}
