Page({
  data: {
    told: '',
    wheel: [0],
    days: ['Mon', 'Tue', 'Wed'],
    range: [
      ['a', 'b'],
      ['a1', 'a2'],
    ],
    chosen: [0, 0],
  },
  tell({ type, detail }) {
    this.setData({ told: `${type} ${JSON.stringify(detail.value)}` })
  },
  turn({ detail: { column, value } }) {
    const [first] = this.data.range
    if (column === 0)
      this.setData({ range: [first, [`${first[value]}1`, `${first[value]}2`]], chosen: [value, 0] })
  },
  grew({ detail }) {
    this.setData({ told: `${detail.lineCount} lines` })
  },
})
