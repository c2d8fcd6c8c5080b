import type { Block } from './blocks'

/** Blocks are drawn this far beyond the screen: about two screens, which a fast finger passes in half a second. */
const marginPx = 1500

/** A page, or a component, whose nodes can be watched. */
export type Watching = Pick<WechatMiniprogram.Component.InstanceMethods<object>, 'createIntersectionObserver'>

/**
 * Keeps a long list light: a block far from the screen is drawn as blank space of its height, so that the page never has
 * many more nodes than a few screens need. This starts to watch the blocks that are new, `#block-0` and so on, and stops
 * for those that are gone. A block that goes far away gets its height, one that comes near gets 0, and `redraw` is called.
 * `watched` holds what ends the watching of each block.
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

/** `tell` hears 0 when the block comes near the screen, and its height in pixels when it goes far from it. */
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
