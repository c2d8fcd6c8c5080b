import { isOptions } from './wx/api'
import { length, transform } from './transform'

/** One step of an animation: what to change, and how. */
interface Action {
  animates: { type: string; args: unknown[] }[]
  option: {
    transformOrigin: string
    transition: { duration: number; timingFunction: string; delay: number }
  }
}

/** What `export()` of wx.createAnimation gives, for the attribute `animation`. */
export interface Animation {
  actions: Action[]
}

/** Plays the steps of an animation on a node, each after the one before it. The node keeps what they have changed. */
export function playAnimation(dom: HTMLElement, animation: unknown): void {
  if (isAnimation(animation)) play(dom, animation.actions, new Map())
}

function play(dom: HTMLElement, [action, ...next]: Action[], transforms: Map<string, string>): void {
  if (!action) return
  const { duration, timingFunction, delay } = action.option.transition
  dom.style.transition = `all ${duration}ms ${timingFunction} ${delay}ms`
  dom.style.transformOrigin = action.option.transformOrigin
  // The browser must have drawn the state before, or it shows the new one at once.
  requestAnimationFrame(() => {
    for (const { type, args } of action.animates) {
      const written = transform(type, args)
      if (written) transforms.set(type, written)
      else dom.style.setProperty(cssName(type), type === 'opacity' ? String(args[0]) : length(args[0]))
    }
    if (transforms.size) dom.style.transform = [...transforms.values()].join(' ')
    setTimeout(() => play(dom, next, transforms), duration + delay)
  })
}

function cssName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function isAnimation(value: unknown): value is Animation {
  return isOptions(value) && Array.isArray(value['actions'])
}
