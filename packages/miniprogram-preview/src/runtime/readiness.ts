import { Component, type ComponentSpace, type GeneralBehavior, type GeneralComponent } from 'glass-easel'
import { callee } from './boundary'

/** Components that have been attached since the last frame, in the order of the tree. */
let attached: GeneralComponent[] = []

/**
 * Gives a behavior for all components of the app: the lifetime `ready`, which the framework leaves to its users. As in
 * WeChat it follows the first layout, and a component is ready before the one that contains it.
 */
export function readiness(space: ComponentSpace): GeneralBehavior {
  return space
    .define()
    .lifetime('attached', function () {
      if (!attached.length) requestAnimationFrame(tellReady)
      const component = callee(this)
      if (Component.isComponent(component)) attached.push(component)
    })
    .registerBehavior()
    .general()
}

function tellReady(): void {
  const components = attached
  attached = []
  const innerFirst = components.sort((a, b) => depth(b) - depth(a))
  for (const one of innerFirst) one.triggerLifetime('ready', [])
}

function depth(component: GeneralComponent): number {
  const host = component.ownerShadowRoot?.getHostNode()
  return host ? depth(host.general()) + 1 : 0
}
