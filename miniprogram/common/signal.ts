/** Something that happens again and again, and that any part of the app may hear of. */
export class Signal<Happening> {
  private readonly listeners = new Set<(happening: Happening) => void>()

  /** Tells everyone who listens, the first one first. */
  emit(happening: Happening): void {
    for (const listener of this.listeners) listener(happening)
  }

  /** Hears of it from now on. Gives the function that ends it. */
  subscribe(listener: (happening: Happening) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
