import { expect, test } from 'vitest'
import type { RoomPage } from './room-page.js'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { look } from './look.js'
import { useStage } from './stage.js'

const stage = useStage()

type Element = HTMLElementTagNameMap['chat-room']

const boxOf = async (ann: RoomPage, selector: string) => {
  const box = await ann.page.locator(selector).boundingBox()
  if (!box) throw new Error(`${selector} is not shown.`)
  return box
}

test('the page puts its own header in place of the name of the room, and the visitor keeps their name beside it', async () => {
  const ann = await stage().visit(
    '<chat-room room="header" name="Ann"><h2 slot="header" style="color: rgb(1, 2, 3)">Ask the baker</h2></chat-room>',
  )
  await ann.isReady()
  const heading = ann.page.getByRole('heading', { name: 'Ask the baker' })
  expect(await heading.isVisible()).toBe(true)
  expect(await heading.evaluate((each) => getComputedStyle(each).color)).toBe('rgb(1, 2, 3)')
  expect(await ann.element.locator('.room-name').isVisible()).toBe(false)
  expect(await ann.element.getByRole('button', { name: /^Change your name/ }).isVisible()).toBe(
    true,
  )
})

test('the page puts its own controls at the end of the header', async () => {
  const ann = await stage().visit(
    '<chat-room room="controls"><button slot="header-end" id="help">Help</button></chat-room>',
  )
  await ann.isReady()
  const [help, header, me] = [
    await boxOf(ann, '#help'),
    await boxOf(ann, 'chat-room .header'),
    await boxOf(ann, 'chat-room .me'),
  ]
  expect(help.y).toBeGreaterThanOrEqual(header.y)
  expect(help.y + help.height).toBeLessThanOrEqual(header.y + header.height)
  expect(Math.sign(help.x - me.x)).toBe(look.dir === 'rtl' ? -1 : 1)
})

test('the page says in its own words that there is nothing yet, until there is something', async () => {
  const ann = await stage().visit(
    '<chat-room room="nothing"><p slot="empty">We answer within an hour.</p></chat-room>',
  )
  await ann.isReady()
  const empty = ann.page.getByText('We answer within an hour.')
  expect(await empty.isVisible()).toBe(true)
  expect(await ann.element.getByText('No messages yet').isVisible()).toBe(false)
  await ann.send('Hello')
  expect(await empty.isVisible()).toBe(false)
})

test('the page puts its own controls beside the composer, and they work on the draft', async () => {
  const ann = await stage().visit(
    '<chat-room room="extras"><button slot="composer-extras" id="hours" type="button">Hours?</button></chat-room>',
  )
  await ann.isReady()
  await ann.page.evaluate(() => {
    const room = document.querySelector('chat-room')
    document.querySelector('#hours')?.addEventListener('click', () => {
      if (!room) return
      room.draft = 'When are you open?'
      room.focus()
    })
  })
  const [button, field] = [await boxOf(ann, '#hours'), await boxOf(ann, 'chat-room .field')]
  expect(button.y + button.height).toBeLessThanOrEqual(field.y + field.height)
  await ann.page.locator('#hours').click()
  await eventually(() => ann.composer.inputValue()).toBe('When are you open?')
  await ann.page.keyboard.press('Enter')
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['When are you open?'])
})

test('the page puts a footer under each message that it knows the id of', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'footers')
  const first = await zoe.send('One')
  const ann = await stage().visit('<chat-room room="footers"></chat-room>')
  await ann.isReady()
  await ann.element.evaluate((room: Element) => {
    const addFooter = ({ id, text }: { id: string; text: string }) => {
      const footer = document.createElement('small')
      footer.slot = `footer-${id}`
      footer.textContent = `About ${text}`
      room.append(footer)
    }
    room.messages.forEach(addFooter)
    room.addEventListener('chat-message', ({ message }) => addFooter(message))
  })
  await zoe.send('Two')
  const second = ann.page.getByText('About Two')
  await second.waitFor()
  const [row, footer] = [
    await boxOf(ann, `chat-room [data-id="${first.id}"]`),
    await boxOf(ann, `small[slot="footer-${first.id}"]`),
  ]
  expect(footer.y).toBeGreaterThanOrEqual(row.y)
  expect(footer.y + footer.height).toBeLessThanOrEqual(row.y + row.height + 1)
  expect((await boxOf(ann, 'small:last-of-type')).y).toBeGreaterThan(row.y + row.height - 1)
})
