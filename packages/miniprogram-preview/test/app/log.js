const entries = []

module.exports = {
  entries,
  add(entry) {
    entries.push(entry)
  },
}
