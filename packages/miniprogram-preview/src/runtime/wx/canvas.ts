import { assetUrl } from '../components/asset'
import { nodeAt } from '../nodes'
import type { Phone } from '../phone'
import { apis, Failure, number, text } from './api'
import { CanvasContext } from './canvas-context'

/** The wx methods about canvases: the older way of drawing, and a picture of what has been drawn. */
export function canvas({ pages, disk }: Phone) {
  const find = (id: string): HTMLCanvasElement | undefined => {
    const dom = pages.front?.dom.querySelector(`wx-canvas[canvas-id="${CSS.escape(id)}"]`)
    const node = dom ? nodeAt(dom) : null
    return node instanceof HTMLCanvasElement ? node : undefined
  }
  return {
    /** The canvas may be drawn later than this is called, so it is looked for when something is drawn. */
    createCanvasContext: (id: unknown) => new CanvasContext(() => find(String(id)), assetUrl),
    ...apis({
      async canvasToTempFilePath(options) {
        const given = options['canvas']
        const source = given instanceof HTMLCanvasElement ? given : find(text(options, 'canvasId'))
        if (!source) throw new Failure('canvas is empty')
        const type = text(options, 'fileType', 'png') === 'jpg' ? 'jpeg' : 'png'
        const quality = number(options, 'quality', 1)
        const blob = await new Promise<Blob | null>((resolve) =>
          source.toBlob(resolve, `image/${type}`, quality),
        )
        if (!blob) throw new Failure('canvas is empty')
        const content = new Uint8Array(await blob.arrayBuffer())
        return { tempFilePath: disk.addTemporary(content, type === 'jpeg' ? 'jpg' : 'png') }
      },
    }),
  }
}
