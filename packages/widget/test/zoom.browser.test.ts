import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { LauncherPage } from './launcher-page.js'
import { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

/** A window of 1280 × 1024 pixels at 400 %. */
const AT_400_PERCENT: BrowserContextOptions = {
  viewport: { width: 320, height: 256 },
  deviceScaleFactor: 4,
}
/** What WCAG 2.2, 1.4.12 has readers set. */
const WIDE_TEXT =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'
const LAST = 'The last of them, of more than one line: see https://example.com/where-it-is'

/** Puts a conversation with long names and words into a room, where somebody else keeps typing. */
async function fill(room: string): Promise<void> {
  const bob = await joinAs(stage(), 'Bob', room)
  const typing = setInterval(() => bob.setTyping(true), 1_000)
  stage().onLeave(() => Promise.resolve(clearInterval(typing)))
  const zoe = await joinAs(stage(), 'Maximiliane-Wilhelmine', room)
  const first = await zoe.send('Unbroken'.repeat(12))
  await zoe.send('- one\n- two\n```\nconst three = 3\n```', { replyTo: first.id })
  await zoe.react(first.id, '🎉', true)
  await zoe.send(LAST)
}

/** What is cut off or pushed aside, also in shadow roots; what is shortened on purpose, and whole elsewhere, is not. */
function troubles(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const { scrollWidth } = document.documentElement
    if (scrollWidth > innerWidth) found.push(`The page scrolls sideways: ${scrollWidth}.`)
    look(document)
    return found

    function look(root: Document | ShadowRoot): void {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot)
        if (root === document || element.closest('.unseen')) continue
        const { left, right, width } = element.getBoundingClientRect()
        if (width > 0 && (left < -0.5 || right > innerWidth + 0.5)) note('is outside', element)
        const isShort = element.matches('bdi, .quote-text, .editing span')
        const { overflowX, overflowY } = getComputedStyle(element)
        const isHolding = element.matches('button, .count, [part=day]')
        const isTooWide = element.scrollWidth > element.clientWidth + 1
        const isTooHigh = element.scrollHeight > element.clientHeight + 1
        if (isTooWide && !isShort && (overflowX !== 'visible' || isHolding))
          note('is cut off at the side', element)
        if (isTooHigh && !isShort && (overflowY === 'hidden' || isHolding))
          note('is cut off below', element)
      }
    }

    function note(what: string, element: Element): void {
      if (element.clientWidth > 0) found.push(`${what}: ${element.outerHTML.slice(0, 120)}`)
    }
  })
}

/** Of these those of which something is outside of the window, or covered. */
async function outOfReach(parts: Record<string, Locator>): Promise<string[]> {
  const out: string[] = []
  for (const [name, part] of Object.entries(parts)) {
    await part.scrollIntoViewIfNeeded()
    const isThere = await part.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      const isInside = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight
      const root = element.getRootNode() as ShadowRoot
      const hit = root.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      return isInside && (element.contains(hit) || hit?.contains(element) === true)
    })
    if (!isThere) out.push(name)
  }
  return out
}

async function expectAllOfIt({ page, element: room, texts }: RoomPage): Promise<void> {
  await eventually(() => texts.last().textContent()).toBe(LAST)
  await eventually(() => room.locator('.typing').innerText()).toContain('is typing')
  expect(await troubles(page)).toEqual([])
  expect(
    await outOfReach({
      'the last message': texts.last(),
      'its menu': room.locator('.more').last(),
      'the field': room.locator('textarea'),
      'what sends': room.locator('.send'),
      'the name': room.locator('.me'),
      'who is here': room.locator('.count'),
    }),
  ).toEqual([])
}

async function expectMenuInReach({ page, element: room }: RoomPage): Promise<void> {
  await room.locator('.more').last().click()
  const items = room.locator('[role=menuitem]')
  await items.last().waitFor()
  expect(await outOfReach({ first: items.first(), last: items.last() })).toEqual([])
  expect(await troubles(page)).toEqual([])
}

test('at 400 %, with letters and lines set wide too, all of a room is in reach and nothing scrolls sideways', async () => {
  await fill('zoomed')
  const ann = await stage().visit(
    '<meta name="viewport" content="width=device-width"><h1>Above</h1><chat-room room="zoomed" name="Annabella-Charlotte"></chat-room>',
    { browser: AT_400_PERCENT },
  )
  await ann.isReady()
  await expectAllOfIt(ann)

  await ann.element.evaluate(({ shadowRoot }, css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    shadowRoot?.adoptedStyleSheets.push(sheet)
  }, WIDE_TEXT)
  await expectAllOfIt(ann)
  await expectMenuInReach(ann)
})

test('with text of twice the size, on a phone, all of a room is in reach and nothing is cut off', async () => {
  await fill('large')
  const ann = await stage().visit(
    '<meta name="viewport" content="width=device-width"><style>html { font-size: 200% }</style><chat-room room="large" name="Annabella-Charlotte"></chat-room>',
    { browser: { viewport: { width: 390, height: 700 } } },
  )
  await ann.isReady()
  await expectAllOfIt(ann)
  await expectMenuInReach(ann)
})

test('at 400 % an open launcher has all of its room in reach, and what closes it', async () => {
  await fill('corner')
  const ann = await LauncherPage.open(stage(), 'corner', { browser: AT_400_PERCENT })
  const { page, launcher } = await ann.openRoom()
  await expectAllOfIt(new RoomPage(page))
  expect(
    await outOfReach({
      'what closes it': launcher.locator('[part=close]'),
      'sound and notifications': launcher.locator('[part=alerts]'),
    }),
  ).toEqual([])
})
