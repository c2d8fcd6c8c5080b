const log = require('../../log')

Component({
  options: { multipleSlots: true },
  properties: { heading: String, count: Number },
  data: { doubled: 0 },
  observers: {
    count(value) {
      this.setData({ doubled: value * 2 })
    },
  },
  lifetimes: {
    attached() {
      log.add('card attached')
    },
  },
  pageLifetimes: {
    show() {
      log.add('card shown')
    },
  },
  methods: {
    remove() {
      this.triggerEvent('remove', { heading: this.data.heading })
    },
  },
})
