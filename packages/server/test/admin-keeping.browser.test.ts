import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
/* eslint-disable import-x/no-relative-packages -- what drives a browser is the repository's own */
import { audit } from '../../../test/audit.js'
import { launchChromium } from '../../../test/launch-chromium.js'
/* eslint-enable import-x/no-relative-packages */
import { openAdmin, poll, room, signIn } from './admin-page.js'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** What the browser saves when this is pressed. */
async function savedBy(page: Page, button: string): Promise<{ name: string; lines: object[] }> {
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).press('Enter')
  const download = await saving
  const text = await readFile(await download.path(), 'utf8')
  const lines = text.split('\n').filter(Boolean)
  return {
    name: download.suggestedFilename(),
    lines: lines.map((line) => JSON.parse(line) as object),
  }
}

test('a person is found by a message, exported, and erased only once that is confirmed', async () => {
  const { page, url, ann, ben, message, call, complaints } = await openAdmin(browser)
  await ann.request('message', { room, text: 'Hello' })
  const { id } = ben.session.user
  await ben.request('react', { room, id: message.id, emoji: '👍', on: true })
  await signIn(page)
  await page.goto(`${url}/admin#/room/${room}`)
  await page.getByRole('link', { name: `Ben, ${id.slice(0, 6)}` }).press('Enter')
  await poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Ben')
  expect(await savedBy(page, 'Export what they wrote')).toMatchObject({
    name: `${id}.jsonl`,
    lines: [{ room, id: message.id, text: '<img src=x onerror=rude()>' }],
  })

  const dialog = page.getByRole('dialog', { name: 'Erase everything of Ben?' })
  await page.getByRole('button', { name: 'Erase everything' }).press('Enter')
  await poll(() => dialog.textContent()).toContain('It cannot be undone.')
  expect(await audit(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).press('Enter')
  await poll(() => dialog.count()).toBe(0)
  expect((await call(`GET /rooms/${room}/messages`)).body.messages).toHaveLength(2)
  await poll(() => page.evaluate('document.activeElement.textContent')).toContain('Erase')

  await page.keyboard.press('Enter')
  await page.getByLabel(/^Why/).fill('Asked')
  await page.keyboard.press('Enter')
  await poll(() => page.locator('.outcome').textContent()).toBe('Erased: 1 message and 1 reaction.')
  const [left, gone] = (await call(`GET /rooms/${room}/messages`)).body.messages
  expect([left.text, gone.deleted, gone.user.name]).toEqual(['Hello', true, 'Deleted user'])
  expect((await call('GET /audit')).body.entries[0]).toMatchObject({
    ...{ action: 'erase', target: id, reason: 'Asked' },
  })
  await page.getByRole('button', { name: 'Export what they wrote' }).press('Enter')
  await poll(() => page.locator('#said').textContent()).toBe('There is nothing to export.')
  expect(complaints).toEqual([])
})

test('a person is found by the id; an export that breaks off saves nothing and says so', async () => {
  const { page, url, ben } = await openAdmin(browser)
  await signIn(page)
  await page.goto(`${url}/admin#/person`)
  await page.getByLabel('Id of the person').fill(ben.session.user.id)
  await page.keyboard.press('Enter')
  await page.getByText(ben.session.user.id).waitFor()
  const saved: string[] = []
  page.on('download', (download) => saved.push(download.suggestedFilename()))
  // A server that dies in the middle: more was promised than comes.
  const half = createServer((_request, response) => {
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Length': '1000' })
    response.write('{"room":"lounge"', () => response.destroy())
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void half.close())
  await once(half, 'listening')
  const { port } = half.address() as AddressInfo
  await page.route('**/export', (route) =>
    route.continue({ url: `http://127.0.0.1:${port}/export` }),
  )
  await page.getByRole('button', { name: 'Export' }).press('Enter')
  await poll(() => page.locator('#said').textContent()).toContain('broke off')
  expect(saved).toEqual([])
})

test('a room is exported, and erased only once that is confirmed', async () => {
  const { page, url, ann, message, call, complaints } = await openAdmin(browser)
  await ann.request('report', { room, id: message.id, reason: 'Insult' })
  await signIn(page)
  await page.goto(`${url}/admin#/room/${room}/settings`)
  expect(await savedBy(page, 'Export all messages')).toMatchObject({
    ...{ name: `${room}.jsonl`, lines: [{ room, id: message.id }] },
  })
  await page.getByRole('button', { name: 'Erase all messages' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Erase every message of this room?' })
  await dialog.getByRole('button', { name: 'Erase' }).press('Enter')
  await poll(() => page.locator('#said').textContent()).toContain('are erased')
  expect((await call(`GET /rooms/${room}/messages`)).body.messages).toEqual([])
  expect((await call('GET /reports')).body.entries).toEqual([])
  await poll(() => ann.events(room).at(-1)?.type).toBe('clear')
  expect(complaints).toEqual([])
})
