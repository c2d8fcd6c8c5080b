type Listener = (...values: unknown[]) => void

/** One direction of a channel. Events that are sent before there is a listener are kept for the first listener. */
class Lane {
  private readonly listeners = new Map<string, Set<Listener>>()
  private readonly heldEvents = new Map<string, unknown[][]>()

  on = (event: string, listener: Listener): void => {
    this.of(event).add(listener)
    const held = this.heldEvents.get(event) ?? []
    this.heldEvents.delete(event)
    for (const values of held) listener(...values)
  }

  once = (event: string, listener: Listener): void => {
    const first: Listener = (...values) => {
      this.off(event, first)
      listener(...values)
    }
    this.on(event, first)
  }

  off = (event: string, listener?: Listener): void => {
    if (listener) this.of(event).delete(listener)
    else this.listeners.delete(event)
  }

  emit = (event: string, ...values: unknown[]): void => {
    const listeners = [...this.of(event)]
    if (listeners.length) listeners.forEach((listener) => listener(...values))
    else this.heldEvents.set(event, [...(this.heldEvents.get(event) ?? []), values])
  }

  private of(event: string): Set<Listener> {
    const known = this.listeners.get(event)
    if (known) return known
    const fresh = new Set<Listener>()
    this.listeners.set(event, fresh)
    return fresh
  }
}

export type EventChannel = Pick<Lane, 'on' | 'once' | 'off' | 'emit'>

/** Makes a channel between a page and the page that it opens. Gives the end of each page. */
export function eventChannel(): { opener: EventChannel; opened: EventChannel } {
  const out = new Lane()
  const back = new Lane()
  return { opener: end(back, out), opened: end(out, back) }
}

function end({ on, once, off }: Lane, { emit }: Lane): EventChannel {
  return { on, once, off, emit }
}
