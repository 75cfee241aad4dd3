import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { onward } from './look.js'
import { useStage } from './stage.js'

const stage = useStage()

async function visit(room: string): Promise<RoomPage> {
  const visitor = await stage().visit(
    `<button>Before</button><chat-room room="${room}" name="Ann"></chat-room><button>After</button>`,
  )
  return visitor.isReady()
}

/** What the focus is on, in the widget or the page around it. */
function focused({ page }: RoomPage): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
  })
}

/** Presses the key time after time, and tells where that leads. */
async function walk(visitor: RoomPage, key: string, steps: number): Promise<string[]> {
  const stops: string[] = []
  for (let step = 0; step < steps; step += 1) {
    await visitor.page.keyboard.press(key)
    stops.push(await focused(visitor))
  }
  return stops
}

test('Tab goes through the room in reading order and out of it, and back', async () => {
  const ann = await visit('order')
  await ann.send('Hello')
  await ann.composer.fill('A draft')
  const stops = [
    '1 person',
    'Change your name: Ann',
    'Messages',
    'Message options',
    'Message',
    'Send',
    'After',
  ]
  await ann.page.getByText('Before').focus()
  expect(await walk(ann, 'Tab', 7)).toEqual(stops)
  expect(await walk(ann, 'Shift+Tab', 7)).toEqual([...stops.toReversed().slice(1), 'Before'])
})

test('what has the focus is seen to have it', async () => {
  const ann = await visit('seen')
  await ann.send('Hello')
  await ann.page.getByText('Before').focus()
  for (const name of ['count', 'me', 'scroller', 'more', 'field', 'send']) {
    await ann.page.keyboard.press('Tab')
    if (name === 'field') await ann.page.keyboard.type('A draft')
    const place = ann.element.locator(`.${name}`)
    const ring = await place.evaluate((each) => {
      const { outlineStyle, boxShadow, opacity } = getComputedStyle(each)
      return { isRinged: outlineStyle === 'solid' || boxShadow !== 'none', opacity }
    })
    expect({ name, ...ring }).toEqual({ name, isRinged: true, opacity: '1' })
  }
})

test('a menu opens, is left and closed by keys alone', async () => {
  const ann = await visit('menu')
  await ann.send('Hello')
  const opener = ann.element.getByRole('button', { name: 'Message options' })
  await opener.press('Enter')
  await eventually(() => focused(ann)).toBe('Reply')
  expect(await opener.getAttribute('aria-expanded')).toBe('true')
  expect(await walk(ann, 'ArrowDown', 4)).toEqual(['Copy text', 'Edit', 'Delete', 'Delete'])
  expect(await walk(ann, 'Home', 1)).toEqual(['👍'])
  expect(await walk(ann, onward, 6)).toEqual(['❤️', '😂', '🎉', '😮', '😢', 'More reactions'])
  expect(await walk(ann, 'End', 1)).toEqual(['Delete'])

  await ann.page.keyboard.press('Escape')
  expect(await focused(ann)).toBe('Message options')
  expect(await opener.getAttribute('aria-expanded')).toBe('false')

  await opener.press('Space')
  await eventually(() => focused(ann)).toBe('Reply')
  expect(await walk(ann, 'Tab', 1)).toEqual(['Message'])
  await eventually(() => opener.getAttribute('aria-expanded')).toBe('false')
})

test('a message is deleted by keys, asked for once more, and the focus stays in the list', async () => {
  const ann = await visit('delete')
  await ann.send('Hello')
  await ann.element.getByRole('button', { name: 'Message options' }).press('Enter')
  await ann.element.getByRole('menuitem', { name: 'Delete', exact: true }).press('Enter')
  await eventually(() => focused(ann)).toBe('Cancel')
  expect(await walk(ann, 'ArrowDown', 1)).toEqual(['Delete for everyone'])
  await ann.page.keyboard.press('Enter')
  await ann.element.getByText('Message deleted').waitFor()
  await eventually(() => focused(ann)).toBe('Messages')
})

test('a second thought keeps the message', async () => {
  const ann = await visit('keep')
  await ann.send('Hello')
  const opener = ann.element.getByRole('button', { name: 'Message options' })
  await opener.press('Enter')
  await ann.element.getByRole('menuitem', { name: 'Delete', exact: true }).press('Enter')
  await eventually(() => focused(ann)).toBe('Cancel')
  await ann.page.keyboard.press('Enter')
  expect(await focused(ann)).toBe('Message options')
  expect(await ann.texts.allInnerTexts()).toEqual(['Hello'])
})

test('a name is changed by keys, or left as it was, and the focus comes back', async () => {
  const ann = await visit('name')
  const button = ann.element.getByRole('button', { name: /^Change your name/ })
  await button.press('Enter')
  await eventually(() => focused(ann)).toBe('Your name')
  await ann.page.keyboard.type('Zoe')
  await ann.page.keyboard.press('Escape')
  await eventually(() => focused(ann)).toBe('Change your name: Ann')

  await button.press('Enter')
  await eventually(() => focused(ann)).toBe('Your name')
  await ann.page.keyboard.type('Zoe')
  await ann.page.keyboard.press('Enter')
  await eventually(() => focused(ann)).toBe('Change your name: Zoe')
})

test('the log scrolls by keys', async () => {
  const ann = await visit('log')
  await ann.send(Array.from({ length: 60 }, (_, line) => `Line ${line}`).join('\n'))
  const top = () => ann.log.evaluate(({ scrollTop }) => scrollTop)
  const before = await top()
  await ann.log.press('PageUp')
  await eventually(top).toBeLessThan(before - 100)
})

test('focus() puts the cursor where the visitor writes', async () => {
  const ann = await visit('focus')
  await ann.element.evaluate((element: HTMLElement) => element.focus())
  expect(await focused(ann)).toBe('Message')
})
