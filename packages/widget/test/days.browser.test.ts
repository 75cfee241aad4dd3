import { afterAll, expect, test, vi } from 'vitest'
import { fillRoom, joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { useStage } from './stage.js'

// Before the server is made, which runs in this process: it stores what comes with the time that is set here.
vi.useFakeTimers({ toFake: ['Date'] })
afterAll(() => {
  vi.useRealTimers()
})

const stage = useStage()

const NOW = '2026-11-12T12:00:00Z'

test('a line between the days names them: the date, yesterday, today', async () => {
  const days = ['2026-11-09T10:00:00Z', '2026-11-11T10:00:00Z', '2026-11-11T18:00:00Z', NOW]
  for (const [index, day] of days.entries()) {
    vi.setSystemTime(day)
    const zoe = await joinAs(stage(), 'Zoe', 'days')
    await fillRoom(zoe, [`Message ${index}`])
  }
  const ann = await stage().visit('<chat-room room="days" lang="en-GB"></chat-room>', {
    browser: { timezoneId: 'UTC' },
    prepare: (context) => context.clock.setFixedTime(new Date(NOW)),
  })
  await eventually(() => ann.texts.count()).toBe(4)
  const rows = await ann.element
    .locator('.rows > *')
    .evaluateAll((all) => all.map((row) => row.querySelector('.text, .day time')?.textContent))
  expect(rows).toEqual([
    expect.stringMatching(/^Monday,? 9 November 2026$/),
    'Message 0',
    'yesterday',
    'Message 1',
    'Message 2',
    'today',
    'Message 3',
  ])
  expect(await ann.element.locator('.row time').first().innerText()).toBe('10:00')
})

test('a day is the day where the reader is', async () => {
  vi.setSystemTime('2026-11-11T23:30:00Z')
  const zoe = await joinAs(stage(), 'Zoe', 'zones')
  await fillRoom(zoe, ['Late'])
  vi.setSystemTime('2026-11-12T00:30:00Z')
  await fillRoom(zoe, ['Early'])
  const daysIn = async (timezoneId: string) => {
    const reader = await stage().visit('<chat-room room="zones"></chat-room>', {
      browser: { timezoneId },
    })
    await eventually(() => reader.texts.count()).toBe(2)
    return reader.element.locator('.day').count()
  }
  expect(await daysIn('UTC')).toBe(2)
  expect(await daysIn('Asia/Tokyo')).toBe(1)
})
