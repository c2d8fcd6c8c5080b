/** Nobody writes any more once no field has been in use for so long: going on to another field is no rest. */
const restMs = 400

/** Whether somebody writes, so that nothing may come between. `ended` is told when that is over. */
export class Writing {
  isGoingOn = false
  private timer = 0

  constructor(private readonly ended: () => void) {}

  /** A field is in use. */
  begin(): void {
    clearTimeout(this.timer)
    this.isGoingOn = true
  }

  /** A field is left, maybe for another one. */
  pause(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.isGoingOn = false
      this.ended()
    }, restMs)
  }

  /** The page is left, or nothing is to be written any more; nobody is told. */
  end(): void {
    clearTimeout(this.timer)
    this.isGoingOn = false
  }
}
