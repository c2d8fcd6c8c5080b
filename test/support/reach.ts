import type { Page } from 'playwright-core'

/** More than any page here has, so that a trap ends the test and not the machine. */
const maxPresses = 200

/**
 * Presses Tab from the top of a page to its end. Gives the visible controls of the page itself, without its frames, that
 * never had the focus; of a group of choices or tabs one has to.
 */
export async function unreachedByTab(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    // Without a focus Tab goes on from where the last press was.
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
    for (const one of document.querySelectorAll('[data-reached]')) one.removeAttribute('data-reached')
  })
  for (let presses = 0; presses < maxPresses; presses++) {
    await page.keyboard.press('Tab')
    const isOver = await page.evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return true
      // A frame keeps the focus while Tab goes on inside it.
      if (focused.tagName !== 'IFRAME' && focused.hasAttribute('data-reached')) return true
      focused.setAttribute('data-reached', '')
      return false
    })
    if (isOver) break
  }
  return page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>('button:enabled, summary, input, a[href]')]
    /** Arrows lead on inside a group. */
    const groupOf = (one: HTMLElement) =>
      one instanceof HTMLInputElement && one.type === 'radio'
        ? [...document.querySelectorAll(`[name="${one.name}"]`)]
        : [...(one.closest('[role="tablist"]')?.querySelectorAll('[role="tab"]') ?? [one])]
    const isReached = (one: HTMLElement) => groupOf(one).some((each) => each.hasAttribute('data-reached'))
    return controls
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !isReached(one))
      .map((one) => one.outerHTML.slice(0, 120))
  })
}

/** What a screen reader would reach in a page and its frames without being able to say what it is. */
export async function unnamed(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes
    .filter(
      ({ ignored, properties = [] }) =>
        !ignored && properties.some(({ name, value }) => name === 'focusable' && value.value),
    )
    .filter(({ role, name }) => role?.value !== 'RootWebArea' && !name?.value)
    .map(({ role, nodeId }) => `${role?.value} ${nodeId}`)
}
