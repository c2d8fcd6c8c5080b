import { parseArgs } from 'node:util'
import { fuzz, report } from './run'

const help = `Lives random sequences of steps on two phones of one person and one of another, and checks after each of them that
nothing typed is lost, nothing is there twice, nothing deleted returns, and nobody sees what is another's.

  npm run fuzz -- [options]

  --runs N      so many sequences (default 2000)
  --seconds N   as many sequences as fit in so many seconds, in place of --runs
  --seed N      where the random numbers begin (default: the time); a failure prints it
  --help        this text

Ends with 1 if a sequence fails; its steps are printed, as few of them as still fail.`

/** Sequences between two looks at the clock. */
const batchSize = 500
/** Sequences between two lines that say how far it is. */
const progressSize = 5_000

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const runs = positive('runs', values.runs ?? '2000')
  const limitMs = values.seconds === undefined ? Infinity : positive('seconds', values.seconds) * 1000
  const wanted = values.seconds === undefined ? runs : Infinity
  let seed = values.seed === undefined ? Date.now() % 1_000_000_000 : positive('seed', values.seed)
  const began = performance.now()
  let done = 0
  for (; done < wanted && performance.now() - began < limitMs; seed++) {
    const batch = Math.min(batchSize, wanted - done)
    const failure = await fuzz(batch, seed)
    if (failure) {
      console.error(report(failure))
      return 1
    }
    done += batch
    if (done % progressSize === 0) console.error(`${done} sequences, none fails so far…`)
  }
  console.log(`${done} sequences in ${((performance.now() - began) / 1000).toFixed(1)} s, none fails.`)
  return 0
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  console.error(`--${name} takes a whole number above 0, not "${text}". See --help.`)
  process.exit(2)
}

void main().then((code) => (process.exitCode = code))
