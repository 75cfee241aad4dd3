/** One thing measured of several contenders: a table and a chart of the report. */
export type Measurement = {
  title: string
  unit: string
  rows: Row[]
  claims: Claim[]
}

export type Row = {
  name: string
  title: string
  /** One value a run, in the order of the runs. */
  samples: number[]
  /** Whether in some run the generator, not the server, was the bottleneck. */
  isGeneratorBound: boolean
}

/** A ratio between two rows, taken run by run. */
export type Claim = {
  title: string
  ratios: number[]
  /** What the ratio is to reach; none where it is only told. */
  goal?: Goal
}

export type Goal = { sense: 'at least' | 'at most'; value: number }

/** The ratio of two rows, run by run. */
export function claimRatio(rows: Row[], of: string, against: string, goal?: Goal): Claim[] {
  const numerator = rows.find(({ name }) => name === of)
  const denominator = rows.find(({ name }) => name === against)
  if (!numerator || !denominator) return []
  const ratios = numerator.samples.map((value, run) => value / (denominator.samples[run] ?? NaN))
  const title = `${numerator.title} ÷ ${denominator.title}`
  return [{ title, ratios, ...(goal && { goal }) }]
}

export function holds({ ratios, goal }: Claim): boolean | undefined {
  if (!goal) return undefined
  const middle = median(ratios)
  return goal.sense === 'at least' ? middle >= goal.value : middle <= goal.value
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[sorted.length >> 1] ?? NaN
  return sorted.length % 2 ? upper : (upper + (sorted[(sorted.length >> 1) - 1] ?? NaN)) / 2
}
