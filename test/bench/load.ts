import { execFileSync } from 'node:child_process'
import type { ClientAnswer, LocalCloud, People } from 'cloudbase-local'
import { compare, live, type Answer, type Call } from './crowd'
import { cloudHere } from './here'

const peopleCount = 50
const killEveryMs = 2000

export interface LoadResult {
  callsPerSecond: number
  /** Processes of functions that were killed, whatever they were doing. */
  kills: number
  /** How many calls ended with each code. */
  errors: Record<string, number>
  /** Notes whose creation was acknowledged. */
  acknowledged: number
  missing: number
  doubled: number
}

/**
 * Fifty people create, change, read and list notes at once, and every two seconds a function's process is killed. At the end
 * everybody's notes are compared with what was acknowledged.
 */
export async function load(data: string, seconds: number): Promise<LoadResult> {
  const people = crowd()
  const { cloud, stop } = await cloudHere(data, people)
  const result: LoadResult = {
    callsPerSecond: 0,
    kills: 0,
    errors: {},
    acknowledged: 0,
    missing: 0,
    doubled: 0,
  }
  let calls = 0
  const as =
    (person: string): Call =>
    async (action, input) => {
      calls++
      const answer = await ask(cloud, person, action, input)
      if ('code' in answer) result.errors[answer.code] = (result.errors[answer.code] ?? 0) + 1
      return answer
    }
  const killer = setInterval(() => (result.kills += killOne()), killEveryMs)
  const startMs = performance.now()
  const endMs = startMs + seconds * 1000
  const lives = await Promise.all(
    Object.keys(people).map(async (person) => ({ person, known: await live(as(person), endMs) })),
  )
  clearInterval(killer)
  result.callsPerSecond = calls / ((performance.now() - startMs) / 1000)
  for (const { person, known } of lives) {
    const { missing, doubled } = await compare(as(person), known)
    result.acknowledged += known.length
    result.missing += missing
    result.doubled += doubled
  }
  await stop()
  return result
}

const crowd = (): People =>
  Object.fromEntries(
    Array.from({ length: peopleCount }, (_, i) => [
      `person-${i}`,
      { name: `Person ${i}`, appid: 'wx00000000000n0tes', openid: `oLOAD${String(i).padStart(23, '0')}` },
    ]),
  )

async function ask(cloud: LocalCloud, person: string, action: string, input: object): Promise<Answer> {
  const answer: ClientAnswer = await cloud.call(person, 'notes', { action, input })
  if ('errCode' in answer) return { code: String(answer.errCode) }
  const { ok, data, error } = Object(answer.result)
  return ok ? { data } : { code: String(error?.code) }
}

/** Kills one of the processes that this one has started for functions. Gives how many that were. */
function killOne(): number {
  try {
    const found = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'worker.cjs'], { encoding: 'utf8' })
    const ids = found.trim().split('\n')
    process.kill(Number(ids[Math.floor(Math.random() * ids.length)]), 'SIGKILL')
    return 1
  } catch {
    // Between two calls there may be none.
    return 0
  }
}
