import { device, fontSizes } from '../device'
import { builtIn } from './built-in'

/** What a page says of itself in its template: its style, and text sizes that may follow WeChat's setting. */
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
    // While it is being made, it does not stand in its page yet.
    const soon = () => queueMicrotask(apply)
    return { pageStyle: soon, pageFontSize: soon, rootFontSize: soon }
  },
})

function size(value: string): string {
  return value === 'system' ? `${fontSizes[device.textSize]}px` : value
}
