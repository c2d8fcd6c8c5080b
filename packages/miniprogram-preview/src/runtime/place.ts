/** Gives the page that contains a node. For the app, the page is the viewport. */
export function pageOf(node: Element): Element | null {
  return node.closest('wx-page')
}

/**
 * Converts a rectangle in the browser's window to one relative to the top left corner of the page that contains `node`.
 */
export function inPage(node: Element, rect: DOMRectReadOnly): DOMRect {
  const page = pageOf(node)
  if (!page) return DOMRect.fromRect(rect)
  const { x, y } = Element.prototype.getBoundingClientRect.call(page)
  return new DOMRect(rect.x - x, rect.y - y, rect.width, rect.height)
}
