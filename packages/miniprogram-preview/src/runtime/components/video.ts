import { element } from '../dom'
import { exposeNode } from '../nodes'
import { assetUrl } from './asset'
import { builtIn } from './built-in'

/** The events that the browser's video has under the same name, without a detail. */
const plainEvents = ['play', 'pause', 'ended', 'waiting']

const video = builtIn({
  content: true,
  properties: {
    src: '',
    poster: '',
    controls: true,
    autoplay: false,
    loop: false,
    muted: false,
    initialTime: 0,
    objectFit: 'contain',
    title: '',
  },
  mount(host) {
    const { dom, data, emit } = host
    const native = element('video', { playsInline: true })
    dom.prepend(native)
    exposeNode(dom, () => native)
    for (const name of plainEvents) native.addEventListener(name, () => emit(name))
    const { round } = Math
    native.addEventListener('timeupdate', () =>
      emit('timeupdate', { currentTime: native.currentTime, duration: native.duration }),
    )
    native.addEventListener('loadedmetadata', () => {
      if (data.initialTime) native.currentTime = data.initialTime
      emit('loadedmetadata', {
        width: native.videoWidth,
        height: native.videoHeight,
        duration: native.duration,
      })
    })
    native.addEventListener('progress', () => {
      const end = native.buffered.length ? native.buffered.end(native.buffered.length - 1) : 0
      emit('progress', { buffered: round((end / (native.duration || 1)) * 100) })
    })
    native.addEventListener('error', () => emit('error', { errMsg: native.error?.message ?? 'video error' }))
    native.addEventListener('fullscreenchange', () =>
      emit('fullscreenchange', { fullScreen: document.fullscreenElement === native, direction: 'vertical' }),
    )
    return {
      src: (value) => (value ? (native.src = assetUrl(value, host.owner)) : native.removeAttribute('src')),
      poster: (value) => (native.poster = value && assetUrl(value, host.owner)),
      controls: (value) => (native.controls = value),
      autoplay: (value) => (native.autoplay = value),
      loop: (value) => (native.loop = value),
      muted: (value) => (native.muted = value),
      objectFit: (value) => (native.style.objectFit = value),
      title: (value) => (native.title = value),
    }
  },
})

export const definitions = { video }
