/** What a finger that has swiped can tap. */
export interface SwipeAction {
  name: string
  label: string
  tone: 'plain' | 'danger'
}

const actionWidthPx = 80
/** A finger that moves less than this has not decided where to. */
const slopPx = 10

interface Finger {
  x: number
  y: number
  /** How far the row was moved when the finger came down. */
  shift: number
  /** Whether it moves the row; missing until it has decided. */
  sideways?: boolean
}
interface Touch {
  touches: { clientX: number; clientY: number }[]
}

/**
 * A row that can be swiped to the left, where its actions are. Events: `swipe` with `open`, and `act` with the name of the
 * action that was tapped.
 */
Component({
  options: { pureDataPattern: /^finger$/ },
  properties: {
    actions: { type: Array, value: Array<SwipeAction>() },
    /** Whether the actions are in sight. */
    open: Boolean,
    /** Whether it stays where it is. */
    still: Boolean,
  },
  data: { shift: 0, moving: false, finger: { x: 0, y: 0, shift: 0 } as Finger },
  observers: {
    open(open: boolean) {
      this.setData({ shift: open ? this.width() : 0 })
    },
  },
  methods: {
    width(): number {
      return this.data.actions.length * actionWidthPx
    },

    start({ touches: [touch] }: Touch) {
      if (!touch) return
      this.setData({ finger: { x: touch.clientX, y: touch.clientY, shift: this.data.shift } })
    },

    move({ touches: [touch] }: Touch) {
      const { finger, still } = this.data
      if (!touch || still) return
      const [right, down] = [touch.clientX - finger.x, touch.clientY - finger.y]
      if (finger.sideways === undefined && Math.hypot(right, down) > slopPx)
        finger.sideways = Math.abs(right) > Math.abs(down)
      if (!finger.sideways) return
      const shift = Math.min(this.width(), Math.max(0, finger.shift - right))
      if (shift !== this.data.shift) this.setData({ shift, moving: true })
    },

    end() {
      if (!this.data.finger.sideways) return
      const open = this.data.shift > this.width() / 2
      this.setData({ shift: open ? this.width() : 0, moving: false, finger: { x: 0, y: 0, shift: 0 } })
      if (open !== this.data.open) this.triggerEvent('swipe', { open })
    },

    act({ currentTarget }: WechatMiniprogram.BaseEvent<object, { name: string }>) {
      this.triggerEvent('act', { name: currentTarget.dataset.name })
    },
  },
})
