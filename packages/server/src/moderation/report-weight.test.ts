import { expect, test } from 'vitest'
import { weigh } from './report-weight.js'

const report = { by: 'ann', mark: '', isFresh: false, dismissed: 0, acted: 0 }

test('reports count by people', () => {
  expect(weigh([])).toBe(0)
  expect(weigh([report, { ...report, by: 'ben' }])).toBe(2)
})

test('all in one network are one, and so are all fresh identities', () => {
  const inOne = ['ann', 'ben', 'cem'].map((by) => ({ ...report, by, mark: 'n1' }))
  const fresh = ['a', 'b', 'c'].map((by) => ({ ...report, by, mark: `n${by}`, isFresh: true }))
  expect(weigh(inOne)).toBe(1)
  expect(weigh(fresh)).toBe(1)
  expect(weigh([...inOne, ...fresh])).toBe(2)
})

test('who has cried wolf does not count, until they were right more often', () => {
  expect(weigh([{ ...report, dismissed: 2 }])).toBe(1)
  expect(weigh([{ ...report, dismissed: 3 }])).toBe(0)
  expect(weigh([{ ...report, dismissed: 3, acted: 3 }])).toBe(1)
})
