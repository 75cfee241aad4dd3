import type { Contender } from './contender.ts'
import type { Measurement } from './measurement.ts'

export type Settings = {
  /** Rounds; in each, every contender has its turn. */
  runs: number
  /** Length of each measurement under load. */
  seconds: number
  /** Small crowds and short logs: shows that everything runs, measures little. */
  isQuick: boolean
  /** Whether this contender takes part. */
  takesPart: (contender: Contender) => boolean
}

export type Scenario = {
  name: string
  title: string
  measure: (settings: Settings) => Promise<Measurement[]>
}
