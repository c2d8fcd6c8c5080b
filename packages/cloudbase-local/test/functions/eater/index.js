// The probe under another name, for settings of its own.
exports.main = require('../probe').main
