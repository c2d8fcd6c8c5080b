import type { Network } from '../../program'
import { device } from '../device'
import { Failure } from './api'

/** The delay of a request, and again of its answer, on a slow network. */
const slowDelayMs = 1500

/**
 * Passes a request or an answer through the simulated network. When either is lost, the app gets the same failure, so
 * it cannot know whether the cloud has done the work.
 */
export async function passNetwork(lostOn: Network[]): Promise<void> {
  if (lostOn.includes(device.network)) throw new Failure('request:fail', -1)
  if (device.network === 'slow') await new Promise((resolve) => setTimeout(resolve, slowDelayMs))
}
