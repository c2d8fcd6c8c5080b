import { assetUrl } from '../components/asset'
import { element } from '../dom'
import { askForFiles, extensionOf } from '../file-dialog'
import { layer } from '../layer'
import type { Phone } from '../phone'
import { apis, Failure, isOptions, number, required, text, type Options } from './api'

/** The wx methods that choose and show pictures and videos. The browser's file dialog takes the place of the album. */
export function media({ disk, pages }: Phone) {
  const choose = async (options: Options, accept: string, most: number) => {
    const files = await askForFiles(accept, number(options, 'count', most) > 1)
    if (!files.length) throw new Failure('cancel')
    return Promise.all(
      files.slice(0, number(options, 'count', most)).map(async (file) => {
        const content = new Uint8Array(await file.arrayBuffer())
        return { file, path: disk.addTemporary(content, extensionOf(file)) }
      }),
    )
  }
  return apis({
    async chooseImage(options) {
      const chosen = await choose(options, 'image/*', 9)
      return {
        tempFilePaths: chosen.map(({ path }) => path),
        tempFiles: chosen.map(({ path, file }) => ({ path, size: file.size })),
      }
    },
    async chooseMedia(options) {
      const { mediaType } = options
      const types = Array.isArray(mediaType) ? mediaType : ['image', 'video']
      const accept = types.includes('mix') ? 'image/*,video/*' : types.map((type) => `${type}/*`).join()
      const chosen = await choose(options, accept, 9)
      const tempFiles = await Promise.all(
        chosen.map(async ({ path, file }) => {
          const fileType = file.type.startsWith('video/') ? 'video' : 'image'
          const size = fileType === 'image' ? await imageSize(assetUrl(path)).catch(() => ({})) : {}
          return { tempFilePath: path, size: file.size, fileType, ...size }
        }),
      )
      const kinds = new Set(tempFiles.map(({ fileType }) => fileType))
      return { tempFiles, type: kinds.size > 1 ? 'mix' : (tempFiles[0]?.fileType ?? 'image') }
    },
    async chooseVideo(options) {
      const [chosen] = await choose({ ...options, count: 1 }, 'video/*', 1)
      return { tempFilePath: chosen?.path, size: chosen?.file.size }
    },
    async getImageInfo(options) {
      const path = required(options, 'src')
      const size = await imageSize(assetUrl(path, pages.front?.route))
      const [, type = 'unknown'] = /\.(\w+)$/.exec(path) ?? []
      return { ...size, path, orientation: 'up', type: type === 'jpg' ? 'jpeg' : type }
    },
    previewImage(options) {
      const { urls } = options
      if (!Array.isArray(urls)) throw new Failure('parameter error: parameter.urls should be Array')
      const paths = urls.map(String)
      showImages(paths, Math.max(0, paths.indexOf(text(options, 'current'))))
    },
    previewMedia(options) {
      const { sources } = options
      if (!Array.isArray(sources)) throw new Failure('parameter error: parameter.sources should be Array')
      const paths = sources.map((one: unknown) => (isOptions(one) ? text(one, 'url') : ''))
      showImages(paths, number(options, 'current', 0))
    },
  })
}

function imageSize(src: string): Promise<{ width: number; height: number }> {
  return new Promise((resolve, reject) => {
    const image = element('img', { src })
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight })
    image.onerror = () => reject(new Failure('download image fail'))
  })
}

/** Covers the phone with an image. A tap on its left or right edge shows the one beside it, any other closes it. */
function showImages(paths: string[], first: number): void {
  let shown = first
  const image = element('img', { alt: '' })
  const place = element('p')
  const show = (index: number): void => {
    shown = Math.max(0, Math.min(paths.length - 1, index))
    image.src = assetUrl(paths[shown] ?? '')
    place.textContent = paths.length > 1 ? `${shown + 1} / ${paths.length}` : ''
  }
  const cover = element('div', { className: 'images', role: 'dialog' }, image, place)
  cover.addEventListener('click', ({ clientX }) => {
    const at = clientX / cover.clientWidth
    const step = at < 0.25 ? -1 : at > 0.75 ? 1 : 0
    if (step && paths[shown + step] !== undefined) show(shown + step)
    else cover.remove()
  })
  show(first)
  layer.append(cover)
}
