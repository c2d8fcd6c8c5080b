import { platformStyle } from './style-units'

/** How the arguments of WeChat's animation functions are written in CSS: as lengths in px, in degrees, or as numbers. */
const kinds: Record<string, 'length' | 'angle' | 'number'> = {
  matrix: 'number',
  matrix3d: 'number',
  rotate: 'angle',
  rotateX: 'angle',
  rotateY: 'angle',
  rotateZ: 'angle',
  scale: 'number',
  scale3d: 'number',
  scaleX: 'number',
  scaleY: 'number',
  scaleZ: 'number',
  skew: 'angle',
  skewX: 'angle',
  skewY: 'angle',
  translate: 'length',
  translate3d: 'length',
  translateX: 'length',
  translateY: 'length',
  translateZ: 'length',
}

/** Gives a function of CSS `transform`, or undefined when `name` is no such function but a property. */
export function transform(name: string, values: unknown[]): string | undefined {
  if (name === 'rotate3d') return `rotate3d(${values.slice(0, 3).join()},${String(values[3] ?? 0)}deg)`
  const kind = kinds[name]
  if (!kind) return undefined
  return `${name}(${values.map((value) => (kind === 'number' ? String(value) : (kind === 'angle' ? angle : length)(value))).join()})`
}

/** Gives a CSS length. A number without a unit is in px. */
export function length(value: unknown): string {
  return typeof value === 'number' ? `${value}px` : platformStyle(String(value))
}

function angle(value: unknown): string {
  return typeof value === 'number' ? `${value}deg` : String(value)
}
