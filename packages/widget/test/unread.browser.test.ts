import type { Room } from '@chat/sdk'
import { expect, test } from 'vitest'
import { createTexts, fillRoom, joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

type Page = { counts: number[] }

async function open(room: string, before = 30): Promise<{ zoe: Room; ann: RoomPage }> {
  const zoe = await joinAs(stage(), 'Zoe', room)
  await fillRoom(zoe, createTexts(before))
  const ann = await stage().visit(
    `<script>
       globalThis.counts = []
       addEventListener('chat-unread', ({ count }) => counts.push(count))
     </script><div id="place"><chat-room room="${room}"></chat-room></div>`,
  )
  await ann.isReady()
  await ann.texts.first().waitFor()
  return { zoe, ann }
}

const unread = ({ element }: RoomPage) =>
  element.evaluate((each: HTMLElementTagNameMap['chat-room']) => each.unread)
const counts = ({ page }: RoomPage) => page.evaluate(() => (globalThis as unknown as Page).counts)
const divider = ({ element }: RoomPage) => element.locator('[part=unread]')

/** Takes the element out of sight, or shows it again; resolves when the browser has told so. */
const setShown = ({ page }: RoomPage, isShown: boolean) =>
  page.evaluate(async (shown) => {
    const place = document.querySelector('#place')
    const room = document.querySelector('chat-room')
    if (!(place instanceof HTMLElement) || !room) return
    place.hidden = !shown
    await new Promise<void>((resolve) => {
      const observer = new IntersectionObserver((entries) => {
        if (entries.at(-1)?.isIntersecting !== shown) return
        observer.disconnect()
        resolve()
      })
      observer.observe(room)
    })
  }, isShown)

test('what comes while the reader looks is not unread, nor is what they write', async () => {
  const { zoe, ann } = await open('seen')
  await zoe.send('You see this')
  await ann.texts.getByText('You see this').waitFor()
  await ann.send('Yes')
  await ann.element.evaluate((each) => (each.style.visibility = ''))
  expect(await unread(ann)).toBe(0)
  expect(await divider(ann).count()).toBe(0)
})

test('what comes while the reader is further up is counted and told of, until they have gone there', async () => {
  const { zoe, ann } = await open('up', 60)
  await ann.log.evaluate((each) => (each.scrollTop -= 700))
  await ann.element.locator('.latest').waitFor()
  await zoe.send('One')
  await zoe.send('Two')
  await eventually(() => unread(ann)).toBe(2)
  await eventually(() => ann.element.locator('.latest').innerText()).toBe('2 new messages')
  await ann.element.locator('.latest').click()
  await eventually(() => unread(ann)).toBe(0)
  expect(await counts(ann)).toEqual([1, 2, 0])
})

test('what comes while it is out of sight is counted, and a line stands before the first of it', async () => {
  const { zoe, ann } = await open('hidden')
  await setShown(ann, false)
  await zoe.send('First of the new')
  await zoe.send('Second')
  await eventually(() => unread(ann)).toBe(2)
  await setShown(ann, true)
  await divider(ann).waitFor()
  expect(await divider(ann).innerText()).toBe('New messages')
  const next = divider(ann).locator('+ .row')
  expect(await next.innerText()).toContain('First of the new')
  await eventually(() => unread(ann)).toBe(0)
  // The line stays where it is until the reader goes on.
  expect(await divider(ann).count()).toBe(1)
  await ann.send('I answer')
  await eventually(() => divider(ann).count()).toBe(0)
})

test('more than fits is read from its first message on, not from its end', async () => {
  const { zoe, ann } = await open('much')
  await setShown(ann, false)
  await fillRoom(zoe, createTexts(40, 101))
  await eventually(() => unread(ann)).toBe(40)
  await setShown(ann, true)
  await eventually(async () => {
    const [line, list] = [await divider(ann).boundingBox(), await ann.log.boundingBox()]
    const offset = (line?.y ?? NaN) - (list?.y ?? NaN)
    return offset > -30 && offset < 60
  }).toBe(true)
  expect(await unread(ann)).toBe(40)
  expect(await ann.element.locator('.latest').innerText()).toBe('40 new messages')
  await ann.element.locator('.latest').click()
  await eventually(() => unread(ann)).toBe(0)
})
