import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Measurement } from '../measurement.ts'
import { barChart } from './bar-chart.ts'
import { markdownReport } from './markdown.ts'
import type { Report } from './report.ts'

/** Writes `report.json`, `report.md` and the charts it shows. */
export async function writeReport(folder: string, report: Report): Promise<void> {
  await mkdir(join(folder, 'charts'), { recursive: true })
  const charts = new Map<Measurement, string>()
  for (const { name, measurements } of report.sections)
    for (const [index, measurement] of measurements.entries()) {
      const path = `charts/${name}-${index + 1}.svg`
      charts.set(measurement, path)
      await writeFile(join(folder, path), barChart(measurement))
    }
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  const page = markdownReport(report, (measurement) => charts.get(measurement) ?? '')
  await writeFile(join(folder, 'report.md'), page)
}
