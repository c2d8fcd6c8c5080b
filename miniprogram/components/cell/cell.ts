/** A row of a card: a name, its value, and a line of explanation if it needs one. */
Component({
  properties: { label: String, value: String, hint: String },
})
