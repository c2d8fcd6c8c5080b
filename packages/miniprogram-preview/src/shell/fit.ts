/** A phone's screen in CSS pixels: as wide as WeChat's drawings, and as high as phones of that width are. */
const [width, minHeight, maxHeight] = [375, 667, 812]
/** Smaller cannot be read, and larger looks coarse even on a projector. */
const [minScale, maxScale] = [0.7, 1.25]
/** From this width of the desk on the cloud has room between the phones, and then it has at least so much. */
const [wideFrom, minCloud] = [1080, 440]
/** The line above each phone with the space below the phone, and the space between two, in CSS pixels. */
const [caption, gap] = [76, 24]

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/**
 * Keeps the phones as large as the window has room for: sets --phone-scale and --phone-height on the desk, and on the
 * document the class `wide` while the cloud stands between the phones.
 */
export function keepFitting(desk: HTMLElement): void {
  const fit = () => {
    const isWide = innerWidth >= wideFrom
    document.documentElement.classList.toggle('wide', isWide)
    const columns = innerWidth >= 2 * (minScale * width + gap) ? 2 : 1
    const room = (desk.clientWidth - gap * (columns + 1)) / columns
    // Two phones leave a part of the window to the calls below them; one has it to itself.
    const part = innerHeight * (columns === 2 ? 0.62 : 0.8)
    const narrowScale = within(Math.min(room / width, part / minHeight), Math.min(minScale, room / width), 1)
    const high = isWide ? desk.clientHeight - caption : part / narrowScale
    // The desk has a gap at both ends, too, and one on each side of the cloud.
    const wideScale = (desk.clientWidth - 4 * gap - minCloud) / 2 / width
    const scale = isWide
      ? within(Math.min(wideScale, high / within(high, minHeight, maxHeight)), minScale, maxScale)
      : narrowScale
    const height = within(isWide ? high / scale : high, minHeight, maxHeight)
    desk.style.setProperty('--phone-scale', String(scale))
    desk.style.setProperty('--phone-height', `${height}px`)
  }
  new ResizeObserver(fit).observe(desk)
  window.addEventListener('resize', fit)
}
