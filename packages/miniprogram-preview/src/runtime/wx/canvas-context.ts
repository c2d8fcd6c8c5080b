type Drawing = (context: CanvasRenderingContext2D) => void

/** The older setters of WeChat, each with the property of the browser's context that it sets. */
const setters: Record<string, string> = {
  setFillStyle: 'fillStyle',
  setStrokeStyle: 'strokeStyle',
  setLineWidth: 'lineWidth',
  setLineCap: 'lineCap',
  setLineJoin: 'lineJoin',
  setMiterLimit: 'miterLimit',
  setGlobalAlpha: 'globalAlpha',
  setTextAlign: 'textAlign',
  setTextBaseline: 'textBaseline',
}

const methods = (
  'arc arcTo beginPath bezierCurveTo clearRect clip closePath ellipse fill fillRect fillText lineTo moveTo ' +
  'quadraticCurveTo rect restore rotate save scale setLineDash setTransform stroke strokeRect strokeText transform translate'
).split(' ')

const properties =
  'fillStyle strokeStyle lineWidth lineCap lineJoin miterLimit globalAlpha globalCompositeOperation font textAlign textBaseline shadowBlur shadowColor shadowOffsetX shadowOffsetY lineDashOffset'.split(
    ' ',
  )

/** Used to measure and to make gradients, which belong to no canvas. */
const scratch = document.createElement('canvas').getContext('2d')

/**
 * WeChat's older CanvasContext: what is drawn is kept, and appears with `draw`. Its methods and properties come from the
 * lists above.
 */
export class CanvasContext {
  private drawings: Drawing[] = []
  private readonly images = new Map<string, Promise<HTMLImageElement>>();
  [name: string]: unknown

  constructor(find: () => HTMLCanvasElement | undefined, addressOf: (path: string) => string) {
    const later = (drawing: Drawing) => void this.drawings.push(drawing)
    const set = (name: string, value: unknown) => later((context) => void Reflect.set(context, name, value))
    for (const name of methods)
      this[name] = (...values: unknown[]) =>
        later((context) => Reflect.apply(Reflect.get(context, name), context, values))
    for (const [name, property] of Object.entries(setters))
      this[name] = (value: unknown) => set(property, value)
    for (const name of properties)
      Object.defineProperty(this, name, { set: (value: unknown) => set(name, value), get: () => undefined })
    this['setFontSize'] = (size: number) => set('font', `${size}px sans-serif`)
    this['setShadow'] = (x: number, y: number, blur: number, color: string) => {
      const shadow = { shadowOffsetX: x, shadowOffsetY: y, shadowBlur: blur, shadowColor: color }
      for (const [name, value] of Object.entries(shadow)) set(name, value)
    }
    this['createLinearGradient'] = (...at: [number, number, number, number]) =>
      scratch?.createLinearGradient(...at)
    this['createCircularGradient'] = (x: number, y: number, r: number) =>
      scratch?.createRadialGradient(x, y, 0, x, y, r)
    this['measureText'] = (value: string) => ({ width: scratch?.measureText(value).width ?? 0 })
    this['drawImage'] = (path: string, ...place: [number, number, number, number]) => {
      const loading = load(addressOf(path))
      this.images.set(path, loading)
      let image: HTMLImageElement | undefined
      void loading.then((loaded) => (image = loaded))
      later((context) => image && context.drawImage(image, ...place))
    }
    this['draw'] = (keep = false, done?: () => void) => {
      const drawings = this.drawings
      this.drawings = []
      void Promise.allSettled(this.images.values()).then(() => {
        const canvas = find()
        if (canvas) paint(canvas, drawings, keep)
        done?.()
      })
    }
  }
}

function load(src: string): Promise<HTMLImageElement> {
  const image = Object.assign(new Image(), { src })
  return image.decode().then(() => image)
}

/** One unit of the canvas is one px on the screen. */
function paint(canvas: HTMLCanvasElement, drawings: Drawing[], keep: boolean): void {
  const { clientWidth, clientHeight } = canvas
  const ratio = window.devicePixelRatio
  const sizes = [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)] as const
  if (canvas.width !== sizes[0] || canvas.height !== sizes[1]) [canvas.width, canvas.height] = sizes
  const context = canvas.getContext('2d')
  if (!context) return
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  if (!keep) context.clearRect(0, 0, clientWidth, clientHeight)
  for (const drawing of drawings) drawing(context)
}
