/** Who wants to know of something, in the order in which they asked. */
export class Listeners<T> {
  private readonly all = new Set<(value: T) => void>()

  add = (listener: (value: T) => void): void => {
    this.all.add(listener)
  }

  /** Without a listener, as in WeChat, all of them leave. */
  remove = (listener?: (value: T) => void): void => {
    if (listener) this.all.delete(listener)
    else this.all.clear()
  }

  tell(value: T): void {
    for (const listener of [...this.all]) listener(value)
  }
}
