import type { Block } from './blocks'

/** How far beyond the screen blocks are drawn, in pixels: about two screens, which a fast finger passes in half a second. */
const marginPx = 1500

/** A page, or a component, whose nodes can be watched. */
export type Watching = Pick<WechatMiniprogram.Component.InstanceMethods<object>, 'createIntersectionObserver'>

/**
 * Keeps a long list light. The rows of a list stand in blocks, `#block-0` and so on; a block that is far from the screen
 * can be replaced by blank space of its height, so that the page never holds many more nodes than a few screens need.
 * This watches the blocks that were added and lets go of those that are gone, keeps the height of each that goes far and
 * 0 for each that comes near, and has the page drawn then. `watched` holds what ends the watching of each block.
 */
export function watchBlocks<Item>(
  page: Watching,
  watched: (() => void)[],
  blocks: () => Block<Item>[],
  redraw: () => void,
): void {
  for (const stop of watched.splice(blocks().length)) stop()
  for (let i = watched.length; i < blocks().length; i++)
    watched.push(
      watchBlock(page, i, (height) => {
        const block = blocks()[i]
        if (!block || block.height === height) return
        block.height = height
        redraw()
      }),
    )
}

/** Tells with 0 that a block comes near the screen, or with its height in pixels that it has gone far. */
function watchBlock(page: Watching, index: number, tell: (height: number) => void): () => void {
  const observer = page.createIntersectionObserver({})
  observer
    .relativeToViewport({ top: marginPx, bottom: marginPx })
    .observe(`#block-${index}`, ({ intersectionRatio, boundingClientRect: { height } }) => {
      if (intersectionRatio > 0) tell(0)
      // Nothing has a height while the page is not shown.
      else if (height > 0) tell(height)
    })
  return () => observer.disconnect()
}
