import type { Page } from 'playwright-core'

/** More than any page here has, so that a trap ends the test and not the machine. */
const maxPresses = 400

/**
 * Presses Tab from the top of a page to its end. Gives the visible controls of the page itself, without its frames, that
 * never had the focus, by what they are called; of a group of choices or tabs one has to have it.
 */
export async function unreachedByTab(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    // Without a focus Tab goes on from where the last press was.
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
  })
  const reached = new Set<string>()
  for (let presses = 0; presses < maxPresses; presses++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(nameOfFocused)
    if (name === '') break
    reached.add(name)
  }
  const groups = await page.evaluate(visibleControls)
  return groups.filter((names) => !names.some((name) => reached.has(name))).map((names) => names.join(' or '))
}

/** Controls are redrawn while somebody goes through them, so each is known by its name. Empty at the end of the page. */
function nameOfFocused(): string {
  const focused = document.activeElement
  if (!focused || focused === document.body) return ''
  const group = focused.closest('fieldset')?.querySelector('legend')?.textContent ?? ''
  const { value = '' } = focused as HTMLInputElement
  return [focused.tagName, group, value, focused.ariaLabel ?? focused.textContent].join(' ').trim()
}

/** The names of all controls that can be seen. Those of a group are together: arrows lead on inside it. */
function visibleControls(): string[][] {
  const nameOf = (one: Element) => {
    const group = one.closest('fieldset')?.querySelector('legend')?.textContent ?? ''
    const { value = '' } = one as HTMLInputElement
    return [one.tagName, group, value, one.ariaLabel ?? one.textContent].join(' ').trim()
  }
  const groupOf = (one: Element) =>
    one instanceof HTMLInputElement && one.type === 'radio'
      ? [...document.querySelectorAll(`[name="${one.name}"]`)]
      : [...(one.closest('[role="tablist"]')?.querySelectorAll('[role="tab"]') ?? [one])]
  return [...document.querySelectorAll('button:enabled, summary, input, a[href]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => groupOf(one).map(nameOf))
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
