// A fresh process of one function: loads it and calls it once, as the platform does when there is no instance yet.
require(process.argv[2])
  .main({ action: 'list', input: {} }, { request_id: 'cold' })
  .then(({ ok }) => process.exit(ok ? 0 : 1))
