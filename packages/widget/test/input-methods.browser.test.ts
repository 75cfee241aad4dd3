import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

async function visit(room: string): Promise<RoomPage> {
  const visitor = await stage().visit(`<chat-room room="${room}"></chat-room>`)
  return visitor.isReady()
}

/** What a key of an input method looks like to a page. Tells whether the page let it be. */
function press(
  ann: RoomPage,
  init: Pick<KeyboardEventInit, 'key' | 'keyCode' | 'isComposing'>,
): Promise<boolean> {
  return ann.composer.evaluate(
    (field, keyboard) =>
      field.dispatchEvent(
        new KeyboardEvent('keydown', {
          bubbles: true,
          cancelable: true,
          composed: true,
          key: 'Enter',
          ...keyboard,
        }),
      ),
    init,
  )
}

test('the Enter that chooses among candidates does not send', async () => {
  const ann = await visit('candidates')
  const session = await ann.page.context().newCDPSession(ann.page)
  await ann.composer.focus()
  await session.send('Input.imeSetComposition', {
    text: 'にほん',
    selectionStart: 3,
    selectionEnd: 3,
  })
  await eventually(() => ann.composer.inputValue()).toBe('にほん')
  expect(await press(ann, { isComposing: true })).toBe(true)
  expect(await press(ann, { keyCode: 229 })).toBe(true)
  await session.send('Input.insertText', { text: '日本' })
  await eventually(() => ann.composer.inputValue()).toBe('日本')
  expect(await ann.texts.count()).toBe(0)

  await eventually(() => press(ann, {})).toBe(false)
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['日本'])
})

test('nor does the Enter that Safari reports right after the composition ended', async () => {
  const ann = await visit('safari')
  await ann.composer.fill('日本')
  const isLetBe = await ann.composer.evaluate((field) => {
    const init = { bubbles: true, cancelable: true, composed: true }
    // Both made before either is told of: the time between them is what counts.
    const end = new CompositionEvent('compositionend', { ...init, data: '日本' })
    const enter = new KeyboardEvent('keydown', { ...init, key: 'Enter' })
    field.dispatchEvent(end)
    return field.dispatchEvent(enter)
  })
  expect(isLetBe).toBe(true)
  expect(await ann.texts.count()).toBe(0)
  expect(await ann.composer.inputValue()).toBe('日本')
  await ann.page.waitForFunction((from) => performance.now() - from > 100, await now(ann))
  await ann.composer.press('Enter')
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['日本'])
})

test('other keys of a composition do nothing here either', async () => {
  const ann = await visit('keys')
  await ann.send('Hello')
  expect(await press(ann, { key: 'ArrowUp', isComposing: true })).toBe(true)
  expect(await ann.element.getByText('Editing your message').count()).toBe(0)
  await ann.composer.press('ArrowUp')
  await ann.element.getByText('Editing your message').waitFor()
  expect(await press(ann, { key: 'Escape', keyCode: 229 })).toBe(true)
  expect(await ann.element.getByText('Editing your message').count()).toBe(1)
})

function now({ page }: RoomPage): Promise<number> {
  return page.evaluate(() => performance.now())
}
