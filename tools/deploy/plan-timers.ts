import type { DeclaredFunction } from './declared'
import type { ActualFunction } from './functions'
import type { Plan } from './step'

/** What makes the timers of one function as declared. One that differs cannot be changed, only made anew by hand. */
export function planTimers(
  { name, timers }: DeclaredFunction,
  actual: ActualFunction['timers'],
): Omit<Plan, 'notes'> {
  const plan: Omit<Plan, 'notes'> = { steps: [], stops: [], extras: [] }
  for (const timer of timers) {
    const found = actual.find((one) => one.name === timer.name)
    if (!found)
      plan.steps.push({
        kind: 'createTimer',
        function: name,
        timer,
        what: `timer ${name}/${timer.name}`,
        is: 'not there',
        willBe: timer.cron,
        why: 'nobody else calls the function',
      })
    else if (found.cron !== timer.cron)
      plan.stops.push(
        `The timer ${name}/${timer.name} is set to "${found.cron}" and should be "${timer.cron}": ` +
          'delete it in the console, then run this again.',
      )
    else if (!found.enabled) plan.extras.push(`timer ${name}/${timer.name}, which somebody switched off`)
  }
  for (const timer of actual)
    if (!timers.some((one) => one.name === timer.name)) plan.extras.push(`timer ${name}/${timer.name}`)
  return plan
}
