import type { Page } from 'playwright-core'

/** A text that can hardly be read, a target that can hardly be hit, or a line that does not fit. */
export interface Fault {
  what: string
  /** A contrast, the smaller side in CSS pixels, the lines of a text, or the pixels beyond the screen. */
  measured: number
}

export interface Faults {
  texts: Fault[]
  targets: Fault[]
  wraps: Fault[]
  overflows: Fault[]
  /** How much was looked at. */
  measured: number
}

/** WeChat's text size in px, from now on; the page asks for it when it opens. */
export const setTextSize = (page: Page, px: number): Promise<void> =>
  page.evaluate((size) => {
    for (const node of document.querySelectorAll<HTMLElement>('[style*="--root-font-size"]'))
      node.style.setProperty('--root-font-size', `${size}px`)
  }, px)

/**
 * What is seen on a phone and falls short: texts whose contrast to what lies behind them is under 4.5, targets that are
 * smaller than 44 px, buttons whose text takes more than one line, and what reaches beyond the side of the screen. What the
 * preview draws itself is left out. Runs in the browser, so it holds on to nothing outside.
 */
export const faultsOn = (page: Page): Promise<Faults> =>
  page.evaluate(() => {
    type Colour = [number, number, number, number]
    const colour = (value: string): Colour => {
      const [r = 0, g = 0, b = 0, a = 1] = (value.match(/[\d.]+/g) ?? []).map(Number)
      return [r, g, b, a]
    }
    const over = (top: Colour, ground: Colour): Colour => {
      const mixed = (i: 0 | 1 | 2) => top[i] * top[3] + ground[i] * (1 - top[3])
      return [mixed(0), mixed(1), mixed(2), 1]
    }
    const luminance = ([r, g, b]: Colour) => {
      const linear = (part: number) =>
        part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
      return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }
    const ancestors = (node: Element): Element[] => {
      const all: Element[] = []
      for (let one: Element | null = node; one; one = one.parentElement) all.push(one)
      return all
    }
    const groundOf = (node: Element): Colour =>
      ancestors(node)
        .reverse()
        .flatMap((one) => [getComputedStyle(one), getComputedStyle(one, '::before')])
        .filter(({ display, content }) => display !== 'inline' || content === 'normal')
        .reduce<Colour>(
          (ground, { backgroundColor }) => over(colour(backgroundColor), ground),
          [255, 255, 255, 1],
        )
    const contrast = (node: Element, style: CSSStyleDeclaration) => {
      const ground = groundOf(node)
      const opacity = ancestors(node).reduce((part, one) => part * Number(getComputedStyle(one).opacity), 1)
      const [r, g, b, a] = colour(style.color)
      const both = [luminance(over([r, g, b, a * opacity], ground)), luminance(ground)].sort((x, y) => x - y)
      return ((both[1] ?? 0) + 0.05) / ((both[0] ?? 0) + 0.05)
    }
    const isSeen = (node: Element) => {
      const { width, height, bottom, top } = node.getBoundingClientRect()
      return width > 0 && height > 0 && bottom > 0 && top < innerHeight && node.checkVisibility()
    }
    // The status bar and the capsule are WeChat's.
    const nodes = [...document.body.querySelectorAll('*')]
      .filter((node) => !node.closest('.status, .capsule, #layer'))
      .filter(isSeen)
    const own = (node: Element) =>
      [...node.childNodes]
        .map((child) => (child.nodeType === 3 ? (child.textContent ?? '') : ''))
        .join('')
        .trim()
    const nameOf = (node: Element) =>
      `${node.className || node.tagName} "${(node.getAttribute('aria-label') ?? node.textContent ?? '').trim().slice(0, 30)}"`

    const measuredTexts = nodes.flatMap((node) => {
      const field = node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement ? node : undefined
      if (field ? !field.value && !field.placeholder : !own(node)) return []
      const style = field && !field.value ? getComputedStyle(field, '::placeholder') : getComputedStyle(node)
      const what = field ? `${nameOf(node)} ${field.value || field.placeholder}` : nameOf(node)
      return [{ what, measured: Math.round(contrast(node, style) * 100) / 100 }]
    })
    const measuredTargets = nodes
      .filter((node) => node.matches('[role=button], [role=tab], [role=checkbox], [role=link], wx-button'))
      .map((node) => {
        const { width, height } = node.getBoundingClientRect()
        return { what: nameOf(node), measured: Math.round(Math.min(width, height) * 10) / 10 }
      })
    const linesOf = (node: Element) => {
      const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
      let most = 0
      while (texts.nextNode()) {
        const range = document.createRange()
        range.selectNodeContents(texts.currentNode)
        most = Math.max(most, new Set([...range.getClientRects()].map(({ bottom }) => bottom)).size)
      }
      return most
    }
    const measuredWraps = nodes
      .filter(
        (node) => node.matches('[role=button], [role=radio], wx-button') && !node.closest('wx-note-card'),
      )
      .map((node) => ({ what: nameOf(node), measured: linesOf(node) }))
    const isClipped = (node: Element) =>
      ancestors(node).some(
        (one) =>
          one !== document.body &&
          getComputedStyle(one).overflowX !== 'visible' &&
          !one.matches('.webview, html'),
      )
    const measuredSides = nodes
      .filter((node) => own(node) && !isClipped(node))
      .map((node) => ({
        what: nameOf(node),
        measured: Math.round(node.getBoundingClientRect().right - innerWidth),
      }))
    return {
      wraps: measuredWraps.filter(({ measured }) => measured > 1),
      overflows: measuredSides.filter(({ measured }) => measured > 0),
      texts: measuredTexts.filter(({ measured }) => measured < 4.5),
      targets: measuredTargets.filter(({ measured }) => measured < 44),
      measured: measuredTexts.length + measuredTargets.length,
    }
  })
