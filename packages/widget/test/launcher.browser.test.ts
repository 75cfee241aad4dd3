import { ChatClient } from '@chat/sdk'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { useStage } from './stage.js'

const stage = useStage()

/** A launcher on a page, and what the page has asked the chat server for. */
async function openPage(room: string, headers: Record<string, string> = {}, width = 1_000) {
  const requested: string[] = []
  const { page } = await stage().visit(
    `<main><h1>A shop</h1></main><chat-launcher room="${room}"></chat-launcher>`,
    {
      headers,
      script: `<script src="${stage().url}/launcher.js"></script>`,
      browser: { viewport: { width, height: 700 } },
      prepare: (context) => {
        context.on('request', (request) => {
          const { origin, pathname } = new URL(request.url())
          if (origin === stage().url) requested.push(pathname)
        })
        return Promise.resolve()
      },
    },
  )
  const launcher = page.locator('chat-launcher')
  return { page, launcher, requested, button: launcher.getByRole('button', { name: /^Chat/ }) }
}

const composerOf = (launcher: Locator) => launcher.getByRole('textbox', { name: 'Message' })

async function watch(room: string) {
  const client = new ChatClient({ url: stage().url, storage: null })
  stage().onLeave(() => client.close())
  return client.join(room)
}

async function write(page: Page, launcher: Locator, text: string) {
  await composerOf(launcher).fill(text)
  await page.keyboard.press('Enter')
  await launcher.locator('.row.own:not(.pending)', { hasText: text }).waitFor()
}

test('until it is opened only the launcher is loaded, nothing connects, and the page does not move', async () => {
  const { page, button, requested } = await openPage('quiet')
  await button.waitFor()
  await page.waitForLoadState('networkidle')
  expect(requested).toEqual(['/launcher.js'])
  expect(await layoutShift(page)).toBe(0)
  const heading = page.getByRole('heading')
  const place = await heading.boundingBox()

  await button.click()
  await eventually(() => requested).toContain('/chat.mjs')
  await page.locator('chat-launcher').getByRole('log').waitFor()
  expect(await heading.boundingBox()).toEqual(place)
})

/** What has moved on the page by itself since it was loaded. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() => {
    const observer = new PerformanceObserver(() => {})
    observer.observe({ type: 'layout-shift', buffered: true })
    const shifts = observer.takeRecords() as unknown as { value: number }[]
    return shifts.reduce((sum, { value }) => sum + value, 0)
  })
}

test('it opens on a click with the cursor in the room, and Escape takes the reader back to the button', async () => {
  const { page, launcher, button } = await openPage('keys')
  await button.focus()
  await page.keyboard.press('Enter')
  await eventually(() => button.getAttribute('aria-expanded')).toBe('true')
  await composerOf(launcher).waitFor()
  await eventually(() => composerOf(launcher).evaluate((field) => field.matches(':focus'))).toBe(
    true,
  )
  await page.keyboard.type('Typed at once')
  await page.keyboard.press('Enter')
  await launcher.locator('.row.own:not(.pending)').waitFor()

  await page.keyboard.press('Escape')
  expect(await composerOf(launcher).isVisible()).toBe(false)
  expect(await button.getAttribute('aria-expanded')).toBe('false')
  expect(await button.evaluate((element) => element.matches(':focus'))).toBe(true)
})

test('closed, it stays in the room and counts what comes; opened, it has counted', async () => {
  const { page, launcher, button } = await openPage('counts')
  await button.click()
  await composerOf(launcher).waitFor()
  await write(page, launcher, 'I am here')
  await button.click()
  const room = await watch('counts')
  await room.send('One')
  await room.send('Two')

  await eventually(() => button.getAttribute('aria-label')).toBe('Chat, 2 new messages')
  expect(await launcher.locator('[part=badge]').innerText()).toBe('2')
  await button.click()
  expect(await button.getAttribute('aria-label')).toBe('Chat')
  await eventually(() => launcher.locator('.text').allInnerTexts()).toEqual([
    'I am here',
    'One',
    'Two',
  ])
})

test('on a phone the room fills the screen and can be closed', async () => {
  const { page, launcher, button } = await openPage('phone', {}, 280)
  await button.click()
  await launcher.getByRole('log').waitFor()
  const box = await launcher.locator('[part=panel]').boundingBox()
  expect(box).toEqual({ x: 0, y: 0, width: 280, height: 700 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(280)

  await launcher.getByRole('button', { name: 'Close the chat' }).click()
  expect(await launcher.getByRole('log').isVisible()).toBe(false)
  expect(await button.isVisible()).toBe(true)
})

test('where the room cannot be loaded it says so, and tries again when opened again', async () => {
  const { page, launcher, button } = await openPage('unreachable')
  await page.route('**/chat.mjs', (route) => route.abort())
  await button.click()
  await eventually(() => launcher.getByRole('status').innerText()).toContain('could not be loaded')

  await page.unroute('**/chat.mjs')
  await button.click()
  await button.click()
  await composerOf(launcher).waitFor()
})

test('it works under the strictest policy, without one violation', async () => {
  const policy = `default-src 'none'; script-src ${stage().url}; connect-src ${stage().url} ws:; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`
  const { page, launcher, button } = await openPage('policy', { 'Content-Security-Policy': policy })
  const violations: string[] = []
  page.on('console', (message) => violations.push(message.text()))
  page.on('pageerror', (error) => violations.push(error.message))
  await button.click()
  await composerOf(launcher).waitFor()
  await write(page, launcher, 'Under the policy')
  expect(await button.evaluate((element) => getComputedStyle(element).position)).toBe('fixed')
  expect(violations).toEqual([])
})

test('it speaks the language of its room once that is there, and English again when that does', async () => {
  const ann = await stage().visit('<chat-launcher room="words" lang="de"></chat-launcher>', {
    script: `<script src="${stage().url}/launcher.js"></script>`,
  })
  const launcher = ann.page.locator('chat-launcher')
  await launcher.getByRole('button', { name: 'Chat' }).click()
  await launcher.getByRole('button', { name: 'Ton und Benachrichtigungen' }).click()
  await launcher.getByRole('checkbox', { name: 'Benachrichtigungen' }).waitFor()
  await launcher.evaluate((element) => element.setAttribute('lang', 'en'))
  await launcher.getByRole('button', { name: 'Close the chat' }).click()
})
