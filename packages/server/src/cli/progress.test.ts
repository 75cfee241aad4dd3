import { expect, test } from 'vitest'
import { Progress } from './progress.js'

function run(isTerminal: boolean): string {
  let output = ''
  const progress = new Progress({ isTerminal, write: (text) => (output += text) })
  for (const step of ['copying', 'verifying']) {
    for (let done = 0; done <= 2_000; done += 50) progress.show({ step, done, total: 2_000 })
  }
  progress.end()
  return `${output}next`
}

test('on a terminal a bar moves in its line, one for each step', () => {
  const lines = run(true).split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]?.split('\r')).toHaveLength(42)
  expect(lines[0]).toMatch(/copying {3}░{30} 0 % \(0 of 2,000\)\r/)
  expect(lines[0]).toMatch(/\rcopying {3}█{15}░{15} 50 % \(1,000 of 2,000\)\r/)
  expect(lines[0]).toMatch(/█{30} 100 % \(2,000 of 2,000\)$/)
  expect(lines[2]).toBe('next')
})

test('elsewhere there are plain lines, eleven for each step', () => {
  const lines = run(false).split('\n')
  expect(lines).toHaveLength(23)
  expect(lines[0]).toBe('copying: 0 % (0 of 2,000)')
  expect(lines[11]).toBe('verifying: 0 % (0 of 2,000)')
  expect(lines[21]).toBe('verifying: 100 % (2,000 of 2,000)')
})

test('nothing to do is done', () => {
  let output = ''
  const progress = new Progress({ isTerminal: false, write: (text) => (output += text) })
  progress.show({ step: 'copying', done: 0, total: 0 })
  expect(output).toBe('copying: 100 % (0 of 0)\n')
})
