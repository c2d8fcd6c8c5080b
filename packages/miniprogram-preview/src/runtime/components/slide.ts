/**
 * Calls `draw` in each frame with the share of the way that is done, from 0 to 1, slowing down towards the end. Gives a
 * function that stops this. A duration of 0 draws the end at once.
 */
export function slide(durationMs: number, draw: (share: number) => void): () => void {
  let frame = 0
  const startMs = performance.now()
  const step = (): void => {
    const done = durationMs > 0 ? Math.min(1, (performance.now() - startMs) / durationMs) : 1
    if (done < 1) frame = requestAnimationFrame(step)
    draw(1 - (1 - done) ** 3)
  }
  step()
  return () => cancelAnimationFrame(frame)
}
