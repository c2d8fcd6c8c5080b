import { applyStep } from './apply'
import type { Client } from './client'
import type { Declared } from './declared'
import { readEnvironment, type Environment, type Target } from './environment'
import type { Area } from './options'
import { makePlan } from './plan'
import { planLines, stepLine } from './report'
import type { Plan, Step } from './step'
import { waitFor } from './wait'

/** 0: as declared. 2: somebody has to do something. What fails raises an error; the command then ends with 1. */
export type ExitCode = 0 | 2

export interface Run {
  client: Client
  declared: Declared
  target: Target
  dryRun: boolean
  /** Asks whether to go on. */
  confirm: (question: string) => Promise<boolean>
  print: (line: string) => void
}

/** What was just made may take a while to be seen by everybody who reads. */
const readAgainForMs = 30_000

/** Reads, plans, asks, applies and reads again. Raises an error with one sentence when a step fails. */
export async function deploy(run: Run): Promise<ExitCode> {
  const { declared, target, print } = run
  print(`Reading the environment ${target.id} in ${target.region} …`)
  const { plan, environment } = await readAndPlan(run)
  planLines(plan, target.id).forEach(print)
  if (plan.stops.length > 0) {
    print('Nothing was changed.')
    return 2
  }
  if (plan.steps.length === 0) {
    print(asDeclared(declared, target.only))
    return 0
  }
  if (run.dryRun || !(await run.confirm(`Apply ${counted(plan.steps)} to ${target.id}?`))) {
    print('Nothing was changed.')
    return 2
  }
  for (const [at, step] of plan.steps.entries()) {
    print(`[${at + 1}/${plan.steps.length}] ${step.what} …`)
    await takeStep(run, environment, step)
  }
  print('Reading again …')
  await confirmed(run)
  print(asDeclared(declared, target.only))
  return 0
}

async function readAndPlan(run: Run): Promise<{ plan: Plan; environment: Environment }> {
  const { client, declared, target } = run
  const environment = await readEnvironment(client, target, declared)
  return { plan: makePlan(declared, environment, target.only), environment }
}

/** An answer may be lost after the step was taken: what counts is whether it is still to be done. */
async function takeStep(run: Run, environment: Environment, step: Step): Promise<void> {
  try {
    await applyStep(run.client, environment, run.target.appid, step)
  } catch (error) {
    const { plan } = await readAndPlan(run).catch(() => {
      throw error
    })
    const stillToDo = plan.steps.some(({ kind, what }) => kind === step.kind && what === step.what)
    if (stillToDo || plan.stops.length > 0) throw error
  }
}

async function confirmed(run: Run): Promise<void> {
  let left: string[] = []
  const done = await waitFor(run.client.pause, readAgainForMs, async () => {
    const { plan } = await readAndPlan(run)
    left = [...plan.stops, ...plan.steps.map(stepLine)]
    return left.length === 0 || undefined
  })
  if (!done) throw new Error(`Not all is as declared yet, run this again: ${left.join('; ')}`)
}

function asDeclared({ collections, storage, functions }: Declared, only: Area | undefined): string {
  const indexes = collections.flatMap((collection) => collection.indexes)
  const timers = functions.flatMap((declaredFunction) => declaredFunction.timers)
  const parts: Record<Area, string> = {
    collections: `collections ${collections.length}, indexes ${indexes.length}`,
    rules: `rules ${collections.length}${storage ? ' and one of files' : ''}`,
    functions: `functions ${functions.length}`,
    triggers: `timers ${timers.length}`,
  }
  return `As declared: ${only ? parts[only] : Object.values(parts).join(', ')}.`
}

const counted = (steps: Step[]): string => (steps.length === 1 ? '1 step' : `${steps.length} steps`)
