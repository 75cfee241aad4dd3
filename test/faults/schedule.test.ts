import { expect, test } from 'vitest'
import { createSchedule } from './schedule.ts'

const options = { seed: 7, durationMs: 50_000, clients: 14 }

test('one seed is one schedule', () => {
  expect(createSchedule(options)).toEqual(createSchedule(options))
  expect(createSchedule({ ...options, seed: 8 })).not.toEqual(createSchedule(options))
})

test('a schedule has faults of every type, in order of time', () => {
  const faults = createSchedule(options)
  expect(new Set(faults.map(({ type }) => type))).toEqual(
    new Set(['reset', 'end', 'silence', 'delay', 'throttle', 'refuse', 'kill', 'disk']),
  )
  expect(faults.map(({ at }) => at)).toEqual(faults.map(({ at }) => at).sort((a, b) => a - b))
})

test('where the rooms are in PostgreSQL, that fails in place of the disk', () => {
  const faults = createSchedule({ ...options, durationMs: 500_000, setting: 'postgres' })
  const types = new Set(faults.map(({ type }) => type))
  expect(types).toContain('stop')
  expect(types).toContain('freeze')
  expect(types).not.toContain('disk')
})

test('the server is back before it fails again', () => {
  const faults = createSchedule({ ...options, durationMs: 500_000 })
  const ofServer = faults.filter(({ type }) => type === 'kill' || type === 'disk')
  ofServer.reduce((before, fault) => {
    expect(fault.at).toBeGreaterThan(before.at + before.lastsMs)
    return fault
  })
})
