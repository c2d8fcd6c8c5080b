import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

interface Measure {
  what: string
  value: number
  unit: string
  /** What it should stay under; a figure without a goal is there to be compared with. */
  goal?: number
}

/** What is measured, each printed when it is known and all of it at the end. */
export class Report {
  private readonly measures: Measure[] = []

  add(what: string, value: number, unit: string, goal?: number): void {
    const measure = { what, value: Math.round(value * 100) / 100, unit, ...(goal !== undefined && { goal }) }
    this.measures.push(measure)
    console.log(line(measure))
  }

  /** Prints the table, says which goals are missed, and saves all as JSON. */
  end(file: string): void {
    const missed = this.measures.filter(isMissed)
    console.log(`\n${this.measures.map(line).join('\n')}\n`)
    console.log(`${missed.length} of ${this.measures.length} figures miss their goals (marked !).`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(this.measures, null, 2)}\n`)
  }
}

const isMissed = ({ value, goal }: Measure): boolean => goal !== undefined && !(value <= goal)

function line(measure: Measure): string {
  const { what, value, unit, goal } = measure
  const figure = `${value} ${unit}`.padStart(14)
  return `${isMissed(measure) ? '!' : ' '} ${what.padEnd(72)} ${figure}${goal === undefined ? '' : `   goal: ${goal}`}`
}
