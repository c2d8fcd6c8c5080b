import { device, fontSizes } from '../device'
import { builtIn } from './built-in'

/** Lets a page's template set the style of the page and text sizes, which can follow the text size in WeChat. */
export const pageMeta = builtIn({
  content: true,
  properties: { pageStyle: '', pageFontSize: '', rootFontSize: '' },
  mount({ dom, data }) {
    const apply = (): void => {
      const page = dom.closest<HTMLElement>('wx-page')
      page?.setAttribute('style', data.pageStyle)
      if (data.pageFontSize) page?.style.setProperty('font-size', size(data.pageFontSize))
      if (data.rootFontSize) page?.style.setProperty('--root-font-size', size(data.rootFontSize))
    }
    // The node is not in its page yet while it is being made.
    const soon = () => queueMicrotask(apply)
    return { pageStyle: soon, pageFontSize: soon, rootFontSize: soon }
  },
})

function size(value: string): string {
  return value === 'system' ? `${fontSizes[device.textSize]}px` : value
}
