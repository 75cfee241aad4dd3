import type { Measurement } from '../measurement.ts'
import { formatGoal, formatSpread, formatVerdict } from './format.ts'

/** The measurement as lines for a terminal. */
export function terminalTable({ title, unit, rows, claims }: Measurement): string {
  const lines = rows.map((row) => [
    row.title,
    `${formatSpread(row.samples)} ${unit}`,
    row.isGeneratorBound ? 'the generator was the bottleneck' : '',
  ])
  const ratios = claims.map((claim) => [
    claim.title,
    `${formatSpread(claim.ratios)} ×`,
    `${formatGoal(claim)} ${formatVerdict(claim)}`.trim(),
  ])
  return [`\n${title}`, ...aligned(lines), ...aligned(ratios)].join('\n')
}

function aligned(lines: string[][]): string[] {
  const widthOf = (column: number) => Math.max(...lines.map((line) => (line[column] ?? '').length))
  const widths = [widthOf(0), widthOf(1)]
  return lines.map((line) =>
    `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  )
}
