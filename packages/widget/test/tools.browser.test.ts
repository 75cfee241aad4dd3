import { expect, test } from 'vitest'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

async function open(room: string, script?: string): Promise<RoomPage> {
  const zoe = await joinAs(stage(), 'Zoe', room)
  await zoe.send('Hello *you*')
  const ann = await stage().visit(
    `<chat-room room="${room}" name="Ann"></chat-room><p>Elsewhere</p>`,
    script === undefined ? {} : { script },
  )
  await ann.isReady()
  await ann.texts.first().waitFor()
  return ann
}

const opener = ({ element }: RoomPage) => element.getByRole('button', { name: 'Message options' })
const menu = ({ element }: RoomPage) => element.getByRole('menu')

test.each([
  ['classic script', '<script src="SERVER/chat.js"></script>'],
  ['module', '<script type="module" src="SERVER/chat.mjs" crossorigin></script>'],
])('of a %s they are loaded when one is first used, once', async (kind, script) => {
  const room = kind.replace(' ', '-')
  const ann = await open(room, script.replace('SERVER', stage().url))
  const loaded = () =>
    ann.page.evaluate(
      () =>
        performance.getEntriesByType('resource').filter(({ name }) => name.includes('chat-tools'))
          .length,
    )
  expect(await loaded()).toBe(0)
  await opener(ann).click()
  await menu(ann).waitFor()
  await ann.page.keyboard.press('Escape')
  await ann.element.getByRole('button', { name: /^Change your name/ }).click()
  await ann.element.getByRole('textbox', { name: 'Your name' }).waitFor()
  expect(await loaded()).toBe(1)
})

test('while they are on their way the button shows it; where they cannot be had it says so, and the next click tries again', async () => {
  const ann = await open('late')
  let answer: (() => void) | undefined
  await ann.page.route(/chat-tools/, async (route) => {
    await new Promise<void>((resolve) => (answer = resolve))
    await route.abort()
  })
  await opener(ann).click()
  await eventually(() => opener(ann).getAttribute('aria-busy')).toBe('true')
  await eventually(() => answer).toBeDefined()
  answer?.()
  await eventually(() => ann.element.locator('.status').innerText()).toContain(
    'This could not be loaded.',
  )
  expect(await opener(ann).getAttribute('aria-busy')).toBe(null)
  // All else goes on.
  await ann.send('Still here')
  await ann.page.unroute(/chat-tools/)
  await opener(ann).first().click()
  await menu(ann).waitFor()
})

test('the menu goes when the visitor turns elsewhere, in the room or on the page, or clicks its button again', async () => {
  const ann = await open('elsewhere')
  for (const turn of [
    () => ann.composer.click(),
    () => ann.page.getByText('Elsewhere', { exact: true }).click(),
    () => opener(ann).click(),
    () => ann.composer.focus(),
  ]) {
    await opener(ann).click()
    await menu(ann).waitFor()
    await turn()
    await eventually(() => menu(ann).count()).toBe(0)
    expect(await opener(ann).getAttribute('aria-expanded')).toBe('false')
  }
})

test('the menu goes with a message that is deleted meanwhile, and the focus stays in the list', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'deleted')
  const { id } = await zoe.send('Hello')
  const ann = await stage().visit('<chat-room room="deleted"></chat-room>')
  await ann.isReady()
  await opener(ann).press('Enter')
  await menu(ann).waitFor()
  await zoe.delete(id)
  await eventually(() => menu(ann).count()).toBe(0)
  await eventually(() => ann.log.evaluate((each) => each.matches(':focus'))).toBe(true)
})

test('of others one can copy, answer, ignore and report; of oneself copy, answer, edit and delete', async () => {
  const ann = await open('whose')
  await opener(ann).click()
  const items = ann.element.getByRole('menuitem')
  await eventually(() => items.allInnerTexts()).toEqual([
    '+',
    'Reply',
    'Copy text',
    'Ignore this person',
    'Report message',
  ])
  await ann.page.keyboard.press('Escape')
  await ann.send('Mine')
  await opener(ann).last().click()
  await eventually(() => items.allInnerTexts()).toEqual([
    '+',
    'Reply',
    'Copy text',
    'Edit',
    'Delete',
  ])
})

test('copying gives the text as it was typed, and says that it did', async () => {
  const ann = await open('copy')
  await ann.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await opener(ann).click()
  await ann.element.getByRole('menuitem', { name: 'Copy text' }).click()
  await eventually(() => ann.element.locator('.status').innerText()).toBe('Copied')
  expect(await ann.page.evaluate(() => navigator.clipboard.readText())).toBe('Hello *you*')
})

test('where the page may not use the clipboard the selection is copied, and the focus stays', async () => {
  const ann = await open('no-clipboard')
  await ann.page.evaluate(() =>
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }),
  )
  await opener(ann).press('Enter')
  await ann.element.getByRole('menuitem', { name: 'Copy text' }).press('Enter')
  await eventually(() => ann.element.locator('.status').innerText()).toBe('Copied')
  expect(await opener(ann).evaluate((each) => each.matches(':focus'))).toBe(true)
  await ann.composer.focus()
  await ann.page.keyboard.press('Control+V')
  await eventually(() => ann.composer.inputValue()).toBe('Hello *you*')
})

test.each([
  ['ltr', 280],
  ['rtl', 280],
  ['ltr', 390],
  ['rtl', 1280],
] as const)(
  'read %s, %i pixels wide, all that opens is within the room',
  async (direction, width) => {
    const room = `within-${direction}-${width}`
    const zoe = await joinAs(stage(), 'Zoe', room)
    for (const text of ['Hello', 'A longer one '.repeat(12), 'x']) await zoe.send(text)
    const ann = await stage().visit(
      `<meta name="viewport" content="width=device-width"><style>body { margin: 0 }</style>
     <div dir="${direction}"><chat-room room="${room}"></chat-room></div>`,
      { browser: { viewport: { width, height: 560 } } },
    )
    await ann.isReady()
    await ann.send('Mine')
    const outside = () =>
      ann.element.evaluate(({ shadowRoot }) => {
        const popup = shadowRoot?.querySelector('.popup')
        const box = popup?.getBoundingClientRect()
        const around = shadowRoot?.querySelector('.room')?.getBoundingClientRect()
        if (!popup || !box || !around) return 'nothing is open'
        if (popup.scrollWidth > popup.clientWidth) return 'something is cut off'
        const { left, right, top, bottom } = around
        return box.left < left || box.right > right || box.top < top || box.bottom > bottom
      })
    for (const button of await opener(ann).all()) {
      await button.click()
      await menu(ann).waitFor()
      await eventually(outside).toBe(false)
      await ann.element.getByRole('menuitem', { name: 'More reactions' }).click()
      await ann.element.locator('.emoji-grid').waitFor()
      await eventually(outside).toBe(false)
      await ann.page.keyboard.press('Escape')
    }
    for (const part of ['.count', '.me']) {
      await ann.element.locator(part).click()
      await ann.element.locator('.popup').waitFor()
      await eventually(outside).toBe(false)
      await ann.page.keyboard.press('Escape')
    }
  },
)
