/** Something that can happen many times, and whoever subscribes hears of it. */
export class Signal<Happening> {
  private readonly listeners = new Set<(happening: Happening) => void>()

  /** Tells all subscribers, in the order in which they subscribed. */
  emit(happening: Happening): void {
    for (const listener of this.listeners) listener(happening)
  }

  /** Hears of it from now on. Gives the function that ends it. */
  subscribe(listener: (happening: Happening) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
