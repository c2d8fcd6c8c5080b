import type { Animation } from '../play-animation'
import { isOptions, number, text, type Options } from './api'

const methods = (
  'backgroundColor bottom height left matrix matrix3d opacity right rotate rotate3d rotateX rotateY rotateZ scale scale3d ' +
  'scaleX scaleY scaleZ skew skewX skewY top translate translate3d translateX translateY translateZ width'
).split(' ')

/** wx.createAnimation: collects the steps of an animation for the attribute `animation` of a component. */
export const animation = {
  createAnimation(given?: unknown): object {
    const defaults = isOptions(given) ? given : {}
    let actions: Animation['actions'] = []
    let animates: Animation['actions'][number]['animates'] = []
    const made: Record<string, unknown> = {
      step(changes?: unknown) {
        actions.push({ animates, option: option({ ...defaults, ...(isOptions(changes) ? changes : {}) }) })
        animates = []
        return made
      },
      /** Gives the steps since the last export. */
      export(): Animation {
        const exported = { actions }
        actions = []
        return exported
      },
    }
    for (const type of methods)
      made[type] = (...args: unknown[]) => {
        animates.push({ type, args })
        return made
      }
    return made
  },
}

function option(options: Options): Animation['actions'][number]['option'] {
  return {
    transformOrigin: text(options, 'transformOrigin', '50% 50% 0'),
    transition: {
      duration: number(options, 'duration', 400),
      timingFunction: text(options, 'timingFunction', 'linear'),
      delay: number(options, 'delay', 0),
    },
  }
}
