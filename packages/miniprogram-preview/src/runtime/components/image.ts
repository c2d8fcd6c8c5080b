import { element } from '../dom'
import { assetUrl } from './asset'
import { builtIn } from './built-in'

export const image = builtIn({
  content: false,
  properties: { src: '', mode: 'scaleToFill', lazyLoad: false },
  mount(host) {
    const { dom, emit } = host
    const native = element('img', { draggable: false, alt: '' })
    native.addEventListener('load', () =>
      emit('load', { width: native.naturalWidth, height: native.naturalHeight }),
    )
    native.addEventListener('error', () => emit('error', { errMsg: `GET ${native.src} failed` }))
    dom.append(native)
    return {
      src: (value) => (value ? (native.src = assetUrl(value, host.owner)) : native.removeAttribute('src')),
      mode: (value) => dom.setAttribute('mode', value),
      lazyLoad: (value) => (native.loading = value ? 'lazy' : 'eager'),
    }
  },
})
