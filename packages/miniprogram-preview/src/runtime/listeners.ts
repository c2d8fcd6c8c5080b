/** The listeners of one event. They are called in the order in which they were added. */
export class Listeners<T> {
  private readonly all = new Set<(value: T) => void>()

  add = (listener: (value: T) => void): void => {
    this.all.add(listener)
  }

  /** Removes a listener. Without an argument it removes all of them, as the off… methods of WeChat do. */
  remove = (listener?: (value: T) => void): void => {
    if (listener) this.all.delete(listener)
    else this.all.clear()
  }

  tell(value: T): void {
    for (const listener of [...this.all]) listener(value)
  }
}
