import type { Measurement } from '../measurement.ts'
import { formatGoal, formatSpread, formatVerdict } from './format.ts'
import type { Report } from './report.ts'

/** The report as one page; `chartOf` gives the path of a measurement's chart. */
export function markdownReport(
  report: Report,
  chartOf: (measurement: Measurement) => string,
): string {
  return `${[
    '# Benchmark report',
    '',
    `${report.startedAt.slice(0, 16).replace('T', ' ')} UTC · ${report.machine}`,
    '',
    `Medians of ${report.runs} alternating runs of ${report.seconds} s, least and most in brackets. Ratios are taken run by run.`,
    ...report.sections.flatMap(({ title, measurements }) => [
      '',
      `## ${title}`,
      ...measurements.flatMap((measurement) => markdownOf(measurement, chartOf(measurement))),
    ]),
  ].join('\n')}\n`
}

function markdownOf({ title, unit, rows, claims }: Measurement, chart: string): string[] {
  const bound = rows.filter(({ isGeneratorBound }) => isGeneratorBound)
  return [
    '',
    `### ${title}`,
    '',
    `![${title}](${chart})`,
    '',
    ...table(
      ['', unit],
      rows.map((row) => [row.title, formatSpread(row.samples)]),
    ),
    ...(claims.length > 0 ? [''] : []),
    ...table(
      ['ratio', 'median', 'goal', ''],
      claims.map((claim) => [
        claim.title,
        formatSpread(claim.ratios),
        formatGoal(claim),
        formatVerdict(claim),
      ]),
    ),
    ...bound.map(
      (row) => `\nThe generator was the bottleneck of “${row.title}”: it could do more.`,
    ),
  ]
}

function table(head: string[], rows: string[][]): string[] {
  if (rows.length === 0) return []
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}
