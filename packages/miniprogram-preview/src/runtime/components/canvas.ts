import { element } from '../dom'
import { exposeNode } from '../nodes'
import { assetUrl } from './asset'
import { builtIn } from './built-in'

const canvas = builtIn({
  content: true,
  properties: { canvasId: '' },
  mount({ dom, emit }) {
    const native = element('canvas')
    dom.prepend(native)
    native.addEventListener('contextlost', () => emit('error', { errMsg: 'canvas: the context is lost' }))
    exposeNode(dom, () => canvasNode(native))
    return { canvasId: (id) => dom.setAttribute('canvas-id', id) }
  },
})

export const definitions = { canvas }

/** What `SelectorQuery.node()` gives: the browser's canvas with the methods that WeChat adds. */
function canvasNode(native: HTMLCanvasElement) {
  return Object.assign(native, {
    createImage,
    createImageData: (width: number, height: number) => new ImageData(width, height),
    createPath2D: (path?: Path2D | string) => new Path2D(path),
    requestAnimationFrame: (draw: FrameRequestCallback) => requestAnimationFrame(draw),
    cancelAnimationFrame: (frame: number) => cancelAnimationFrame(frame),
  })
}

/** Gives an image for `drawImage`. Its `src` may be a path of the app. */
function createImage(): HTMLImageElement {
  const made = new Image()
  const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')
  Object.defineProperty(made, 'src', {
    get: () => source?.get?.call(made),
    set: (path: string) => source?.set?.call(made, assetUrl(path)),
  })
  return made
}
