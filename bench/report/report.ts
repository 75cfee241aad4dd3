import type { Measurement } from '../measurement.ts'

export type Report = {
  /** ISO 8601. */
  startedAt: string
  /** Processor, cores, memory, system and Node, in words. */
  machine: string
  runs: number
  seconds: number
  sections: { name: string; title: string; measurements: Measurement[] }[]
}
