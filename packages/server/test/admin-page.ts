import type { Browser, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { ADMIN_KEY, startWithAdmin } from './api/caller.js'
import { Visitor } from './visitor.js'

export const room = 'lounge'

/** Expects what a slow machine has time for. */
export const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 15_000 })

/** A server with two visitors in a room, one of them rude, and the page of the operator. */
export async function openAdmin(browser: Browser, { width = 1_280 } = {}) {
  const server = await startWithAdmin()
  const ann = await Visitor.arrive(server.url, { name: 'Ann' })
  const ben = await Visitor.arrive(server.url, { name: 'Ben' })
  for (const visitor of [ann, ben]) await visitor.request('join', { room })
  const { message } = await ben.request('message', { room, text: '<img src=x onerror=rude()>' })
  const page = await browser.newPage({ viewport: { width, height: 800 } })
  onTestFinished(() => page.close())
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => {
    // The refusal of a wrong key is one of the network.
    if (line.type() === 'error' && !line.text().includes('401')) complaints.push(line.text())
  })
  await page.goto(`${server.url}/admin`)
  return { ...server, ann, ben, message, page, complaints }
}

export async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Admin key').fill(ADMIN_KEY)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
}
