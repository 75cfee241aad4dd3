import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { joinAsHelper, LauncherPage } from './launcher-page.js'
// eslint-disable-next-line import-x/no-relative-packages -- what browser tests of all packages stand on is the repository's own
import { audit } from '../../../test/audit.js'
import { useStage } from './stage.js'

const stage = useStage()

const PHONE = { viewport: { width: 390, height: 700 } }

test('it stands in the corner that the page chose, in either direction of writing', async () => {
  const ann = await LauncherPage.open(stage(), 'corner', { attributes: 'dir="ltr"' })
  const startOf = async () => (await ann.button.boundingBox())?.x ?? NaN
  const set = (name: string, value: string) =>
    ann.page.evaluate(
      ([key, text]) => document.querySelector('chat-launcher')?.setAttribute(key, text),
      [name, value] as const,
    )
  expect(await startOf()).toBe(1_000 - 20 - 56)
  await set('position', 'start')
  expect(await startOf()).toBe(20)
  await set('dir', 'rtl')
  expect(await startOf()).toBe(1_000 - 20 - 56)
  await set('position', 'end')
  expect(await startOf()).toBe(20)
})

test('its label is what the page says', async () => {
  const ann = await LauncherPage.open(stage(), 'label', { attributes: 'label="Ask the baker"' })
  expect(await ann.button.getAttribute('aria-label')).toBe('Ask the baker')
  await ann.openRoom()
  expect(await ann.page.getByRole('dialog', { name: 'Ask the baker' }).count()).toBe(1)
  await ann.page.evaluate(() => document.querySelector('chat-launcher')?.removeAttribute('label'))
  expect(await ann.button.getAttribute('aria-label')).toBe('Chat')
})

test('the page can open, close and toggle it, and hears of it', async () => {
  const ann = await LauncherPage.open(stage(), 'methods')
  const heard = await ann.page.evaluate(() => {
    const launcher = document.querySelector('chat-launcher')
    const states: boolean[] = []
    document.addEventListener('chat-toggle', () => states.push(launcher?.isOpen ?? false))
    launcher?.open()
    launcher?.open()
    launcher?.close()
    launcher?.close()
    launcher?.toggle()
    launcher?.toggle()
    return states
  })
  expect(heard).toEqual([true, false, true, false])
})

test('open on one page of the site it is open on the next, without taking the focus; closed it stays closed', async () => {
  const ann = await LauncherPage.open(stage(), 'pages')
  await ann.openRoom()
  await ann.composer.fill('Half a thought')
  await ann.page.getByRole('link', { name: 'Next page' }).click()
  await ann.page.waitForURL('**/next')
  await ann.isReady()
  expect(await ann.panel.isVisible()).toBe(true)
  expect(await ann.button.getAttribute('aria-expanded')).toBe('true')
  expect(await ann.page.evaluate(() => document.activeElement?.localName)).toBe('body')

  await ann.button.click()
  await ann.page.reload()
  await ann.button.waitFor()
  expect(await ann.panel.isVisible()).toBe(false)
  expect(await ann.page.evaluate(() => customElements.get('chat-room'))).toBeUndefined()
})

test('what came while it was closed is still counted on the next page, where nothing connects', async () => {
  const ann = await LauncherPage.open(stage(), 'last-known')
  const helper = await joinAsHelper(stage(), 'last-known')
  await ann.openRoom()
  await ann.button.click()
  await helper.send('One')
  await helper.send('Two')
  await eventually(() => ann.button.getAttribute('aria-label')).toBe('Chat, 2 new messages')
  await ann.page.reload()
  await eventually(() => ann.button.getAttribute('aria-label')).toBe('Chat, 2 new')
  expect(await ann.page.evaluate(() => customElements.get('chat-room'))).toBeUndefined()
  await ann.openRoom()
  expect(await ann.button.getAttribute('aria-label')).toBe('Chat')
})

test('a visitor who never opened it has nothing written to their device', async () => {
  const ann = await LauncherPage.open(stage(), 'good-guest')
  await ann.button.waitFor()
  expect(await ann.page.evaluate(() => [sessionStorage.length, localStorage.length])).toEqual([
    0, 0,
  ])
})

test('where storage throws it works all the same', async () => {
  const ann = await LauncherPage.open(stage(), 'blocked')
  await ann.page.addInitScript(() => {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException('Blocked', 'SecurityError')
        },
      })
    }
  })
  const errors: string[] = []
  ann.page.on('pageerror', ({ message }) => errors.push(message))
  await ann.page.reload()
  await ann.openRoom()
  await ann.button.click()
  expect(await ann.panel.isVisible()).toBe(false)
  expect(errors).toEqual([])
})

test('over the whole screen the focus stays in it, and goes back to the button when it is closed', async () => {
  const ann = await LauncherPage.open(stage(), 'modal', { browser: PHONE })
  await ann.button.focus()
  await ann.page.keyboard.press('Enter')
  await ann.isReady()
  await eventually(() => ann.isWriting()).toBe(true)
  const places = new Set<string>()
  for (let step = 0; step < 15; step++) {
    await ann.page.keyboard.press('Tab')
    places.add(await ann.page.evaluate(() => document.activeElement?.localName ?? ''))
  }
  expect(places).not.toContain('a')
  expect(places).toContain('chat-launcher')
  const link = ann.page.getByRole('link', { name: 'Next page' })
  await link.evaluate((each) => each.focus())
  expect(await link.evaluate((each) => each.matches(':focus'))).toBe(false)

  await ann.launcher.getByRole('button', { name: 'Close the chat' }).click()
  expect(await ann.panel.isVisible()).toBe(false)
  await eventually(() => ann.button.evaluate((each) => each.matches(':focus'))).toBe(true)
  await link.click()
})

test('whoever has gone on to its controls before the room is there stays in them', async () => {
  const ann = await LauncherPage.open(stage(), 'controls')
  let connect = () => {}
  const mayConnect = new Promise<void>((resolve) => (connect = resolve))
  await ann.page.routeWebSocket(/socket\.io|chat/, (socket) => {
    void mayConnect.then(() => socket.connectToServer())
  })
  await ann.page.reload()
  await ann.button.click()
  await ann.launcher.locator('[part=alerts]').click()
  const sound = ann.launcher.getByRole('checkbox', { name: 'Sound' })
  await sound.waitFor()
  connect()
  await ann.isReady()
  expect(await sound.evaluate((each) => each.matches(':focus'))).toBe(true)
})

test('a window that grows frees the page behind it, one that shrinks covers it, and the writer keeps writing', async () => {
  const ann = await LauncherPage.open(stage(), 'resize')
  await ann.openRoom()
  await ann.composer.fill('Half a thought')
  const isModal = () => ann.panel.evaluate((panel) => panel.matches(':modal'))
  expect(await isModal()).toBe(false)
  await ann.page.setViewportSize({ width: 390, height: 700 })
  await eventually(isModal).toBe(true)
  expect(await ann.isWriting()).toBe(true)
  await ann.page.setViewportSize({ width: 1_000, height: 700 })
  await eventually(isModal).toBe(false)
  expect(await ann.isWriting()).toBe(true)
  expect(await ann.composer.inputValue()).toBe('Half a thought')
})

/** Makes the page believe that a keyboard covers the lower part of the screen, as phones report one. */
function coverBy(page: Page, keyboardPx: number): Promise<void> {
  return page.evaluate((covered) => {
    const { visualViewport } = window
    Object.defineProperty(visualViewport, 'height', {
      configurable: true,
      get: () => innerHeight - covered,
    })
    visualViewport?.dispatchEvent(new Event('resize'))
  }, keyboardPx)
}

test.each([
  { how: 'over the whole screen', viewport: { width: 390, height: 700 } },
  { how: 'in its corner', viewport: { width: 800, height: 900 } },
])(
  'an on-screen keyboard does not cover the composer $how, nor does typing zoom the page',
  async ({ viewport }) => {
    const ann = await LauncherPage.open(stage(), 'keyboard', { browser: { viewport } })
    await ann.openRoom()
    await coverBy(ann.page, 320)
    const bottom = async () => {
      const box = await ann.composer.boundingBox()
      return box ? box.y + box.height : Infinity
    }
    await eventually(bottom).toBeLessThan(viewport.height - 320)
    const top = (await ann.panel.boundingBox())?.y ?? -1
    expect(top).toBeGreaterThanOrEqual(0)
    const size = await ann.composer.evaluate((field) => getComputedStyle(field).fontSize)
    expect(parseFloat(size)).toBeGreaterThanOrEqual(16)
    await coverBy(ann.page, 0)
    await eventually(bottom).toBeGreaterThan(viewport.height - 320)
  },
)

test('what the page puts in it is shown in the room', async () => {
  const ann = await LauncherPage.open(stage(), 'content', {
    content: '<strong slot="header">Ask the baker</strong><p slot="empty">We are here.</p>',
  })
  await ann.openRoom()
  expect(await ann.page.getByText('Ask the baker').isVisible()).toBe(true)
  expect(await ann.page.getByText('We are here.').isVisible()).toBe(true)
})

test('its attributes may change while it is open', async () => {
  const ann = await LauncherPage.open(stage(), 'first')
  await ann.openRoom()
  await ann.page.evaluate(() =>
    document.querySelector('chat-launcher')?.setAttribute('room', 'second'),
  )
  await eventually(() => ann.launcher.locator('.room-name').innerText()).toBe('second')
  const proxy = await stage().proxy()
  await ann.page.evaluate(
    (url) => document.querySelector('chat-launcher')?.setAttribute('server', url),
    proxy.url,
  )
  await ann.isReady()
  await eventually(() => proxy.links.length).toBeGreaterThan(0)
})

test.each([280, 390, 1_280].flatMap((width) => ['ltr', 'rtl'].map((dir) => ({ width, dir }))))(
  'at $width px, $dir, it is within the screen and without a violation, open and closed',
  async ({ width, dir }) => {
    const ann = await LauncherPage.open(stage(), `looks-${width}-${dir}`, {
      attributes: `dir="${dir}"`,
      browser: { viewport: { width, height: 720 }, reducedMotion: 'reduce' },
    })
    await ann.page.evaluate(() => {
      document.documentElement.style.cssText = 'color-scheme: light dark; background: Canvas'
    })
    const isWithin = async (part: 'button' | 'panel') => {
      const box = await ann[part].boundingBox()
      return (
        box !== null &&
        box.x >= 0 &&
        box.y >= 0 &&
        box.x + box.width <= width &&
        box.y + box.height <= 720
      )
    }
    expect(await isWithin('button')).toBe(true)
    expect(await audit(ann.page)).toEqual([])
    await ann.openRoom()
    expect(await isWithin('panel')).toBe(true)
    expect(await ann.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    await ann.launcher.getByRole('button', { name: 'Sound and notifications' }).click()
    await ann.launcher.getByRole('checkbox', { name: 'Sound' }).waitFor()
    expect(await audit(ann.page)).toEqual([])
  },
)
