import type { Room } from '@chat/sdk'
import { expect, test } from 'vitest'
import { createTexts, fillRoom, joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { RoomPage } from './room-page.js'
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
  await setShown(ann, true)
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

/** Ann writes, so that she is remembered, and leaves the page; Zoe writes meanwhile; Ann comes back. */
async function comeBack(room: string, meanwhile: (zoe: Room) => Promise<unknown>) {
  const { zoe, ann } = await open(room)
  await ann.send('See you')
  const { page } = ann
  const url = page.url()
  await page.goto('about:blank')
  await meanwhile(zoe)
  await page.goto(url)
  await ann.isReady()
  return { zoe, ann }
}

test('what came while the page was closed is counted when the visitor comes back, and a line stands before it', async () => {
  const { ann } = await comeBack('back', (zoe) => fillRoom(zoe, createTexts(20, 101)))
  await divider(ann).waitFor()
  expect(await divider(ann).locator('+ .row').innerText()).toContain('Message 101')
  expect(await unread(ann)).toBe(20)
  expect(await ann.element.locator('.latest').innerText()).toBe('20 new messages')
  const [line, list] = [await divider(ann).boundingBox(), await ann.log.boundingBox()]
  expect((line?.y ?? NaN) - (list?.y ?? NaN)).toBeGreaterThan(-30)
  expect((line?.y ?? NaN) - (list?.y ?? NaN)).toBeLessThan(60)
  await ann.element.locator('.latest').click()
  await eventually(() => unread(ann)).toBe(0)
  await ann.page.reload()
  await ann.isReady()
  await ann.texts.first().waitFor()
  expect(await divider(ann).count()).toBe(0)
  expect(await unread(ann)).toBe(0)
})

test('what was unread and not looked at is unread still after a reload', async () => {
  const { ann } = await comeBack('still', (zoe) => fillRoom(zoe, createTexts(20, 101)))
  await eventually(() => unread(ann)).toBe(20)
  await ann.page.reload()
  await ann.isReady()
  await eventually(() => unread(ann)).toBe(20)
  await divider(ann).waitFor()
})

test('as much as fits is seen at once, and the line shows what it was', async () => {
  const { ann } = await comeBack('fits', (zoe) => zoe.send('Just this'))
  await divider(ann).waitFor()
  expect(await divider(ann).locator('+ .row').innerText()).toContain('Just this')
  await eventually(() => unread(ann)).toBe(0)
  expect(await counts(ann)).toEqual([1, 0])
})

test('own messages of another tab, and what was deleted, are not unread', async () => {
  const { ann } = await comeBack('own', async (zoe) => {
    const { id } = await zoe.send('Never mind')
    await zoe.delete(id)
  })
  await ann.element.evaluate((each) => (each.style.visibility = ''))
  expect(await unread(ann)).toBe(0)
  expect(await divider(ann).count()).toBe(0)
})

test('a first visit has nothing unread, however long the room is', async () => {
  const { ann } = await open('first')
  expect(await unread(ann)).toBe(0)
  expect(await divider(ann).count()).toBe(0)
})

test('what is read in one tab is read in the other', async () => {
  const { zoe, ann } = await open('tabs')
  await ann.send('Hello')
  const other = new RoomPage(await ann.page.context().newPage())
  await other.page.goto(ann.page.url())
  await other.isReady()
  await setShown(other, true)
  await setShown(ann, false)
  await zoe.send('Read me')
  await other.texts.getByText('Read me').waitFor()
  await eventually(() => unread(ann)).toBe(1)
  await setShown(other, false)
  await eventually(() => unread(ann)).toBe(0)
})

test('the element that takes the place of another in the page has nothing unread that was seen in that one', async () => {
  const { zoe, ann } = await open('swap')
  await ann.send('Hello')
  await zoe.send('Seen')
  await ann.texts.getByText('Seen').waitFor()
  await ann.element.evaluate((each) => {
    const next = document.createElement('chat-room')
    next.setAttribute('room', 'swap')
    each.replaceWith(next)
  })
  await ann.texts.getByText('Seen').waitFor()
  await setShown(ann, true)
  await zoe.send('Seen too')
  await ann.texts.getByText('Seen too').waitFor()
  expect(await divider(ann).count()).toBe(0)
  expect(await unread(ann)).toBe(0)
})
