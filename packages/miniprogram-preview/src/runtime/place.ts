/** The page's node that a node stands in: its viewport, as the app sees it. */
export function pageOf(node: Element): Element | null {
  return node.closest('wx-page')
}

/** A rectangle in the browser's window as one in the page that `node` stands in, whose corner is 0, 0 and which lies between the bars. */
export function inPage(node: Element, rect: DOMRectReadOnly): DOMRect {
  const page = pageOf(node)
  if (!page) return DOMRect.fromRect(rect)
  const { x, y } = Element.prototype.getBoundingClientRect.call(page)
  return new DOMRect(rect.x - x, rect.y - y, rect.width, rect.height)
}
