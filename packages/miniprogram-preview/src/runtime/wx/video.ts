import { nodeAt } from '../nodes'
import type { Phone } from '../phone'

/** wx.createVideoContext: plays and stops the `<video>` with this id in the page in front. */
export function video({ pages }: Phone) {
  return {
    createVideoContext(id: unknown): object {
      const dom = pages.front?.dom.querySelector(`wx-video[id$="--${CSS.escape(String(id))}"]`)
      const native = dom ? nodeAt(dom) : null
      const run = (work: (video: HTMLVideoElement) => unknown) => () => {
        if (native instanceof HTMLVideoElement) work(native)
      }
      return {
        play: run((one) => void one.play()),
        pause: run((one) => one.pause()),
        stop: run((one) => {
          one.pause()
          one.currentTime = 0
        }),
        seek: (seconds: unknown) => run((one) => (one.currentTime = Number(seconds)))(),
        playbackRate: (rate: unknown) => run((one) => (one.playbackRate = Number(rate)))(),
        requestFullScreen: run((one) => void one.requestFullscreen()),
        exitFullScreen: run(() => void document.exitFullscreen()),
      }
    },
  }
}
