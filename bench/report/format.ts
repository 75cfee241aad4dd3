import { holds, median, type Claim } from '../measurement.ts'

/** Three digits that count, thousands apart. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)))
  const rounded = Number(value.toPrecision(3))
  return rounded.toLocaleString('en-GB', { maximumFractionDigits: Math.min(digits, 6) })
}

/** Median and, in brackets, the least and the most. */
export function formatSpread(values: readonly number[]): string {
  const middle = formatNumber(median(values))
  if (values.length < 2) return middle
  return `${middle} (${formatNumber(Math.min(...values))}–${formatNumber(Math.max(...values))})`
}

export function formatGoal({ goal }: Claim): string {
  return goal ? `${goal.sense === 'at least' ? '≥' : '≤'} ${formatNumber(goal.value)}` : ''
}

export function formatVerdict(claim: Claim): string {
  const verdict = holds(claim)
  if (verdict === undefined) return ''
  return verdict ? 'holds' : 'does not hold'
}
