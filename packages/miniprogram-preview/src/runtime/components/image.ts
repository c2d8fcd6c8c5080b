import { element } from '../dom'
import { builtIn } from './built-in'

export const image = builtIn({
  content: false,
  properties: { src: '', mode: 'scaleToFill', lazyLoad: false, showMenuByLongpress: false, webp: false },
  mount({ dom, emit }) {
    const native = element('img', { draggable: false, alt: '' })
    native.addEventListener('load', () =>
      emit('load', { width: native.naturalWidth, height: native.naturalHeight }),
    )
    native.addEventListener('error', () => emit('error', { errMsg: `GET ${native.src} failed` }))
    dom.append(native)
    return {
      src: (value) => (value ? (native.src = assetUrl(value)) : native.removeAttribute('src')),
      mode: (value) => dom.setAttribute('mode', value),
      lazyLoad: (value) => (native.loading = value ? 'lazy' : 'eager'),
    }
  },
})

/**
 * Gives the address of an image. A path in the app's folder becomes an address of the preview; a URL stays unchanged.
 */
export function assetUrl(path: string): string {
  return /^[a-z]+:/i.test(path) ? path : `/preview/app/${path.replace(/^\//, '')}`
}
