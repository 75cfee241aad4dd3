import { median, type Measurement } from '../measurement.ts'
import { formatNumber } from './format.ts'

const ROW = 34
const BAR = 18
const LABEL = 290
const PLOT = 380
const WIDTH = LABEL + PLOT + 110
const TOP = 44

/** Horizontal bars of the medians, each with a line from the least to the most of its runs. Reads on light and dark. */
export function barChart({ title, unit, rows }: Measurement): string {
  const most = Math.max(...rows.flatMap(({ samples }) => samples.filter(Number.isFinite)), 0) || 1
  const x = (value: number) => LABEL + (Number.isFinite(value) ? (value / most) * PLOT : 0)
  const bars = rows.map(({ name, title: label, samples }, index) => {
    const middle = median(samples)
    const y = TOP + index * ROW
    const centre = y + BAR / 2
    const colour = /^(chat|log-|rooms-)/.test(name) ? '#2563eb' : '#94a3b8'
    return [
      `<text x="${LABEL - 10}" y="${centre + 4}" text-anchor="end">${escape(label)}</text>`,
      `<rect x="${LABEL}" y="${y}" width="${round(x(middle) - LABEL)}" height="${BAR}" rx="3" fill="${colour}"/>`,
      `<path d="M${round(x(Math.min(...samples)))} ${centre}H${round(x(Math.max(...samples)))}" stroke="#475569" stroke-width="2"/>`,
      `<text x="${round(x(Math.max(...samples)) + 8)}" y="${centre + 4}">${formatNumber(middle)} ${escape(unit)}</text>`,
    ].join('\n')
  })
  const height = TOP + rows.length * ROW + 6
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    '<style>text{font:13px system-ui,sans-serif;fill:#64748b}.title{font-weight:600;font-size:15px}</style>',
    `<text class="title" x="10" y="22">${escape(title)}</text>`,
    ...bars,
    '</svg>\n',
  ].join('\n')
}

const round = (value: number) => Number(value.toFixed(1))

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
