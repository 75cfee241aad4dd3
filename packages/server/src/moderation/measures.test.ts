import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { safeParse } from 'valibot'
import { MEASURES, RoomMeasures } from './measures.js'
import { measuresSchema } from './measures-schema.js'

const PAGE = new URL('../../../../docs/moderation.md', import.meta.url)

/** A value as the documentation writes it. */
function inWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object' || value === null) return String(value)
  const words = Object.values(value).map(inWords)
  if ('points' in value) return `${words.join(' in ')} s`
  return words.join(', ')
}

test('the documentation has every measure with its value in every preset', () => {
  const { open, careful, strict } = MEASURES
  const rows = Object.keys(open) as (keyof typeof open)[]
  const written = [...readFileSync(PAGE, 'utf8').matchAll(/^\| `(\w+)` (.*)\|$/gm)].map((row) => {
    const cells = (row[2] ?? '').split('|').map((cell) => cell.trim())
    return [row[1], ...cells.slice(-3)]
  })
  expect(written).toEqual(
    rows.map((row) => [row, inWords(open[row]), inWords(careful[row]), inWords(strict[row])]),
  )
})

test('every preset could be given as options', () => {
  for (const measures of Object.values(MEASURES)) {
    expect(safeParse(measuresSchema, measures).success).toBe(true)
  }
})

test('a room has its own preset, or the server’s; what the operator chose holds in both', () => {
  const measures = new RoomMeasures({ preset: 'careful', overrides: { links: 9 } })
  expect(measures.in({ readOnly: false })).toEqual({ ...MEASURES.careful, links: 9 })
  expect(measures.in({ readOnly: false, preset: 'strict' })).toEqual({
    ...MEASURES.strict,
    links: 9,
  })
})

test('where nothing is counted over time, only what the operator chose is', () => {
  const repeats = { points: 1, seconds: 9 }
  const measures = new RoomMeasures({ preset: 'open', overrides: { repeats }, isUncounted: true })
  expect(measures.server).toMatchObject({ repeats, reactions: 'off', raid: 'off' })
})
