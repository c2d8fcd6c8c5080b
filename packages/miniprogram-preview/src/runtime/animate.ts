import type { GeneralComponent } from 'glass-easel'
import { domOf } from './boundary'
import { platformStyle } from './style-units'
import { transform } from './transform'

type Keyframe = Record<string, unknown>

/**
 * `this.animate` of a page or component: animates the nodes that `selector` matches through the keyframes, in
 * `durationMs`. They keep the last keyframe until `clearAnimation`.
 */
export function animate(
  owner: GeneralComponent,
  selector: string,
  keyframes: Keyframe[],
  durationMs: number,
  done?: () => void,
): void {
  const frames = keyframes.map(keyframe)
  const running = find(owner, selector).map(
    (dom) => dom.animate(frames, { duration: durationMs, fill: 'forwards' }).finished,
  )
  void Promise.allSettled(running).then(() => done?.())
}

/** `this.clearAnimation`: takes away what `animate` has changed. */
export function clearAnimation(owner: GeneralComponent, selector: string, ...rest: unknown[]): void {
  for (const dom of find(owner, selector)) for (const one of dom.getAnimations()) one.cancel()
  const done = rest.find((one) => typeof one === 'function')
  if (done) Reflect.apply(done, undefined, [])
}

function find(owner: GeneralComponent, selector: string): HTMLElement[] {
  return (owner.getShadowRoot()?.querySelectorAll(selector) ?? []).map(domOf)
}

function keyframe(given: Keyframe): Record<string, string | number> {
  const { ease = 'linear', offset, ...properties } = given
  const functions: string[] = []
  const styles = Object.entries(properties).flatMap(([name, value]) => {
    const written = transform(name, [value].flat())
    if (written) functions.push(written)
    return written ? [] : [[name, platformStyle(String(value))] as const]
  })
  return {
    ...Object.fromEntries(styles),
    ...(functions.length ? { transform: functions.join(' ') } : {}),
    easing: String(ease),
    ...(typeof offset === 'number' ? { offset } : {}),
  }
}
