import { builtInTags } from '../../tags'
import { noteMissing } from '../missing'
import type { Phone } from '../phone'
import { account } from './account'
import { animation } from './animation'
import { application } from './application'
import { chooseMessageFile } from './choose-message-file'
import { canvas } from './canvas'
import { cloud } from './cloud'
import { feedback } from './feedback'
import { fileSystem, userData } from './files'
import { media } from './media'
import { navigation } from './navigation'
import { page } from './page'
import { request } from './request'
import { share } from './share'
import { storage } from './storage'
import { system } from './system'
import { tabBar } from './tab-bar'
import { update } from './update'
import { video } from './video'

/**
 * Makes the object `wx` for the app. A name that the preview does not have reads as undefined, as on a phone with an
 * older base library; missing.ts says what calling it means.
 */
export function createWx(phone: Phone): object {
  const files = noteMissing('FileSystemManager', fileSystem(phone))
  const wx: Record<string, unknown> = {
    ...navigation(phone),
    ...page(phone),
    ...tabBar(phone),
    ...feedback,
    ...storage(phone),
    ...share(phone),
    ...chooseMessageFile(phone),
    ...system(),
    ...application(phone),
    ...account(),
    ...media(phone),
    ...video(phone),
    ...canvas(phone),
    ...request,
    ...update,
    ...animation,
    cloud: noteMissing('wx.cloud', cloud(phone.disk)),
    env: { USER_DATA_PATH: userData },
    getFileSystemManager: () => files,
    canIUse: (schema: unknown) => canUse(wx, String(schema)),
  }
  return noteMissing('wx', wx)
}

/** True for the methods of `wx` and `wx.cloud` and the built-in components that the preview has. */
function canUse(wx: Record<string, unknown>, schema: string): boolean {
  const [first = '', second] = schema.split('.')
  const found = wx[first]
  if (second === undefined) return found !== undefined || builtInTags.some((tag) => tag === first)
  return typeof found === 'object' && found !== null && Object.hasOwn(found, second)
}
