/** How far beyond the screen blocks are drawn, in pixels: about two screens, which a fast finger passes in half a second. */
const margin = 1500

type Watcher = Pick<WechatMiniprogram.Component.InstanceMethods<object>, 'createIntersectionObserver'>

/**
 * Keeps a long list light. The rows of a list stand in blocks, `#block-0` and so on; a block that is far from the screen
 * can be replaced by blank space of its height, so that the page never holds many more nodes than a few screens need.
 * This watches one block, and tells with 0 that it comes near the screen, or with its height in pixels that it has gone
 * far. Gives the function that ends it.
 */
export function watchBlock(page: Watcher, index: number, tell: (height: number) => void): () => void {
  const observer = page.createIntersectionObserver({})
  observer
    .relativeToViewport({ top: margin, bottom: margin })
    .observe(`#block-${index}`, ({ intersectionRatio, boundingClientRect: { height } }) => {
      if (intersectionRatio > 0) tell(0)
      // Nothing has a height while the page is not shown.
      else if (height > 0) tell(height)
    })
  return () => observer.disconnect()
}
