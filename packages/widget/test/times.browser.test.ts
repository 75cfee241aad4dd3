import { expect, onTestFinished, test, vi } from 'vitest'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

/** Each time that is shown of a message. */
function times({ element }: RoomPage): Promise<string[]> {
  return element.locator('.row time').allInnerTexts()
}

test('a new message is told by its age, which is kept true; an old one by the clock, with the whole date as a title', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'ages')
  const ann = await stage().visit('<chat-room room="ages" lang="en-GB"></chat-room>', {
    prepare: (context) => context.clock.install(),
  })
  await ann.isReady()
  const { at } = await zoe.send('Hello')
  await eventually(() => times(ann)).toEqual(['now'])
  const time = ann.element.locator('.row time')
  expect(await time.getAttribute('datetime')).toBe(at)
  expect(await time.getAttribute('title')).toMatch(/\w+day,? \d+ \w+ \d{4}.* \d\d:\d\d:\d\d/)

  await ann.page.clock.fastForward('05:10')
  await eventually(() => times(ann)).toEqual([expect.stringMatching(/^5 min\.? ago$/)])
  await ann.page.clock.fastForward('01:00:00')
  await eventually(() => times(ann)).toEqual([expect.stringMatching(/^\d\d:\d\d$/)])
})

test('today becomes yesterday at midnight', async () => {
  // At noon, wherever that is: real midnights may come at any time. The server runs in this process.
  const noon = '2026-11-12T12:00:00Z'
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(noon) })
  onTestFinished(() => void vi.useRealTimers())
  const zoe = await joinAs(stage(), 'Zoe', 'midnight')
  await zoe.send('Hello')
  const ann = await stage().visit('<chat-room room="midnight" lang="de"></chat-room>', {
    prepare: (context) => context.clock.install({ time: noon }),
  })
  const day = ann.element.locator('.day time')
  await eventually(() => day.textContent()).toBe('heute')
  await ann.page.clock.fastForward('24:00:00')
  await eventually(() => day.textContent()).toBe('gestern')
})

test('however many times are shown there is one timer, and none while the page is hidden or shows no times', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'timers')
  for (let index = 0; index < 12; index += 1) await zoe.send(`Text ${index}`)
  const ann = await stage().visit('<chat-room room="timers"></chat-room>', {
    prepare: (context) =>
      context.addInitScript(() => {
        const running = new Set<unknown>()
        const { setInterval: set, clearInterval: clear } = globalThis
        Object.assign(globalThis, {
          running,
          setInterval: (...args: Parameters<typeof set>) => {
            const timer = set(...args)
            running.add(timer)
            return timer
          },
          clearInterval: (timer: Parameters<typeof clear>[0]) => {
            running.delete(timer)
            clear(timer)
          },
        })
      }),
  })
  await eventually(() => ann.texts.count()).toBe(12)
  const running = () =>
    ann.page.evaluate(() => (globalThis as unknown as { running: Set<unknown> }).running.size)
  const hide = (isHidden: boolean) =>
    ann.page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: hidden })
      document.dispatchEvent(new Event('visibilitychange'))
    }, isHidden)
  expect(await running()).toBe(1)
  await hide(true)
  expect(await running()).toBe(0)
  await hide(false)
  expect(await running()).toBe(1)
  await ann.element.evaluate((element) => element.setAttribute('room', 'quiet'))
  await ann.element.getByText('No messages yet').waitFor()
  await eventually(running).toBe(0)
})
