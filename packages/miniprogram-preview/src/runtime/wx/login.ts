import { device } from '../device'
import { passNetwork } from './network'

/** Gives a code that the cloud knows. Without a cloud there is nobody to redeem one, so any will do. */
export async function login(): Promise<{ code: string }> {
  await passNetwork(['none'])
  const response = await fetch('/login', { method: 'POST', headers: { 'x-local-person': device.person } })
  await passNetwork(['none', 'failing'])
  return response.ok ? response.json() : { code: `local-${device.person}` }
}
