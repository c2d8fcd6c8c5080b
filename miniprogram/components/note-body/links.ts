import { texts } from '../../i18n/index'

/** A piece of a line: plain text, or a link that can be tapped. */
export interface Piece {
  key: number
  text: string
  isLink: boolean
}

// Web addresses up to a blank, a sign that cannot belong to one, or Chinese, and the short links of mini programs,
// which begin with the two words "mini program" in Chinese.
const link = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+|#\u5c0f\u7a0b\u5e8f:\/\/\S+/gi
/** What stands after an address more often than it belongs to it. */
const trailing = /[.,:;!?')\]]+$/

/** Whether there is anything in a text that can be tapped as a link. */
export const hasLink = (text: string): boolean => text.search(link) >= 0

/** A line in pieces; an empty one has none. */
export function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  const add = (to: number, isLink: boolean) => {
    if (to > end) pieces.push({ key: end, text: line.slice(end, to), isLink })
    end = to
  }
  for (const { 0: found, index } of line.matchAll(link)) {
    add(index, false)
    add(index + found.replace(trailing, '').length, true)
  }
  add(line.length, false)
  return pieces
}

/**
 * Opens a link where the platform can, which is another mini program by its short link. Mini programs may not open pages of
 * others, so a web address is copied instead, and the person is told.
 */
export function follow(url: string): void {
  if (url.startsWith('#')) wx.navigateToMiniProgram({ shortLink: url, fail: () => copy(url) })
  else copy(url)
}

function copy(url: string): void {
  wx.setClipboardData({
    data: url,
    success: () => void wx.showToast({ title: texts.linkCopied, icon: 'none' }),
    fail: () => void wx.showToast({ title: texts.copyFailed, icon: 'none' }),
  })
}
