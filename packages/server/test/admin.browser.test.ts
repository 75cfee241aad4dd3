import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
/* eslint-disable import-x/no-relative-packages -- what drives a browser is the repository's own */
import { audit } from '../../../test/audit.js'
import { launchHeadlessShell } from '../../../test/launch-chromium.js'
/* eslint-enable import-x/no-relative-packages */
import { openAdmin, poll, room, signIn } from './admin-page.js'
import { ADMIN_KEY, startWithAdmin } from './api/caller.js'
import { Visitor } from './visitor.js'

let browser: Browser
beforeAll(async () => {
  browser = await launchHeadlessShell()
})
afterAll(() => browser.close())

test('the operator signs in, deletes a message, bans its author, and finds both in the audit trail', async () => {
  const { page, ann, ben, url, complaints } = await openAdmin(browser)
  await page.getByLabel('Admin key').fill('a-wrong-key-of-some-length')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await poll(() => page.getByRole('alert').textContent()).toContain('not the admin key')
  await signIn(page)

  await page.getByRole('list', { name: 'Live now' }).getByRole('link', { name: room }).click()
  const message = page.getByRole('list', { name: 'Messages' }).getByRole('listitem')
  await poll(() => message.locator('.text').textContent()).toBe('<img src=x onerror=rude()>')
  await message.getByRole('button', { name: 'Delete' }).click()
  await page.getByLabel(/^Why/).fill('Rude')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await poll(() => message.locator('.gone').textContent()).toBe('Deleted')
  await poll(() => ann.events(room).at(-1)?.type).toBe('delete')

  await message.getByRole('button', { name: 'Ban' }).click()
  await page.getByLabel('How long').selectOption('1 hour')
  await page.getByLabel(/^Why/).fill('Rude again')
  await page.getByRole('dialog').getByRole('button', { name: 'Ban' }).click()
  await poll(() => ben.pushed.notice.at(-1)?.code).toBe('banned')
  const again = await Visitor.arrive(url, { token: ben.session.token })
  expect(await again.codeOf('join', { room })).toBe('banned')

  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: 'Audit' })
    .click()
  const entries = page.getByRole('list', { name: 'Audit trail' }).getByRole('listitem')
  await poll(() => entries.count()).toBe(2)
  expect(await entries.nth(0).textContent()).toMatch(/^banAdmin.*Ben.*Rude again$/)
  expect(await entries.nth(1).textContent()).toMatch(/^deleteAdmin.*Rude$/)

  await page.getByRole('link', { name: 'Mutes and bans' }).click()
  await page.getByRole('button', { name: 'Lift' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lift' }).click()
  await poll(() => page.getByText('Nobody is muted or banned.').isVisible()).toBe(true)
  expect(await again.codeOf('join', { room })).toBe('ok')
  expect(complaints).toEqual([])
})

test('what visitors report is shown with what stands around it, and closed', async () => {
  const { page, ann, message, call, complaints } = await openAdmin(browser)
  await ann.request('report', { room, id: message.id, reason: 'Insult' })
  await signIn(page)
  await page.getByRole('link', { name: 'Reports' }).click()
  const report = page.locator('.report')
  await poll(() => report.getByRole('list', { name: 'Why' }).textContent()).toContain('Insult')
  expect(await report.locator('.reported .text').textContent()).toContain('rude')
  expect(await audit(page)).toEqual([])
  await page.getByRole('button', { name: 'It is fine' }).click()
  await poll(() => page.getByText('Nothing is reported.').isVisible()).toBe(true)
  expect((await call('GET /reports')).body.entries).toEqual([])
  expect(complaints).toEqual([])
})

test('settings are changed, and a message that waits is let in', async () => {
  const { page, ann, url, call, complaints } = await openAdmin(browser)
  await signIn(page)
  await page.goto(`${url}/admin#/room/${room}/settings`)
  await page.getByLabel(/^Messages of visitors wait/).check()
  await page.getByLabel(/^Slow mode/).fill('7')
  // Somebody else, meanwhile: it stays as they have it.
  await call(`PATCH /rooms/${room}/settings`, { maxMembers: 50 })
  await page.getByRole('button', { name: 'Save' }).click()
  await poll(() => ann.events(room).at(-1)).toMatchObject({
    ...{ type: 'settings', settings: { holdAll: true, slowModeS: 7, maxMembers: 50 } },
  })
  expect(await ann.codeOf('message', { room, text: 'Hello' })).toBe('held')

  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: 'Held' })
    .click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await poll(() => ann.texts(room)).toContain('Hello')
  expect(complaints).toEqual([])
})

test('a room is followed as it happens, and everybody in it sees that Admin is there', async () => {
  const { page, ann, url, complaints } = await openAdmin(browser)
  await signIn(page)
  await page.goto(`${url}/admin#/room/${room}/live`)
  const messages = page.getByRole('list', { name: 'Messages, live' })
  await poll(() => messages.getByRole('listitem').count()).toBe(1)
  await poll(() => ann.pushed.presence.flatMap(({ joined }) => joined)).toContainEqual({
    id: 'admin',
    name: 'Admin',
    role: 'host',
  })

  await ann.request('message', { room, text: 'Just now' })
  await poll(() => messages.getByText('Just now').isVisible()).toBe(true)
  await page.getByRole('link', { name: 'Overview' }).click()
  await poll(() => ann.pushed.presence.flatMap(({ left }) => left)).toContain('admin')
  expect(complaints).toEqual([])
})

test('links and keys are made, shown once and revoked', async () => {
  const { page, url, complaints } = await openAdmin(browser)
  await signIn(page)
  await page.goto(`${url}/admin#/keys`)
  await page.getByLabel('Room', { exact: true }).fill(room)
  await page.getByRole('button', { name: 'Make' }).first().click()
  const secret = page.locator('.secret code').first()
  await poll(() => secret.textContent()).toContain(`/?room=${room}#moderate=`)
  const links = [(await secret.textContent())?.split('#moderate=')[1] ?? '']
  const mod = await Visitor.arrive(url, { links })
  await mod.request('join', { room })
  expect(await mod.codeOf('moderate', { room, action: { type: 'clear' } })).toBe('ok')

  await page.getByLabel('Name').fill('News')
  await page.getByRole('button', { name: 'Make' }).nth(1).click()
  await poll(() => page.locator('.secret code').nth(1).textContent()).toMatch(/^bot_/)
  const bots = page.getByRole('list', { name: 'Keys of bots' })
  await bots.getByRole('button', { name: 'Revoke' }).click()
  await poll(() => page.getByText('There is no key.').isVisible()).toBe(true)
  await page.reload()
  await page.getByText('Moderator link', { exact: true }).waitFor()
  expect(await page.content()).not.toContain(links[0])
  expect(complaints).toEqual([])
})

test('neither the key nor a session outlives the tab; signing out ends it', async () => {
  const { page, url } = await openAdmin(browser)
  await signIn(page)
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  )
  expect(kept).not.toContain(ADMIN_KEY)
  expect(await page.context().cookies()).toEqual([])
  await page.reload()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Admin key').waitFor()
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  const other = await browser.newPage()
  onTestFinished(() => other.close())
  await other.goto(`${url}/admin#/audit`)
  await other.getByLabel('Admin key').waitFor()
})

test.each([
  { colorScheme: 'light', dir: 'ltr' },
  { colorScheme: 'dark', dir: 'rtl' },
] as const)(
  'in every section axe finds nothing, and nothing is wider than a small screen ($colorScheme, $dir)',
  async ({ colorScheme, dir }) => {
    const { page, complaints, ann, ben, message } = await openAdmin(browser, { width: 280 })
    await page.evaluate(`document.dir = '${dir}'`)
    await ann.request('report', { room, id: message.id, reason: 'Insult' })
    await page.emulateMedia({ colorScheme })
    expect(await audit(page)).toEqual([])
    await signIn(page)
    const parts = ['messages', 'live', 'reports', 'sanctions', 'audit', 'settings']
    for (const section of [
      ...['overview', 'search', 'reports', 'held', 'sanctions', 'audit', 'person', 'keys'],
      `person/${ben.session.user.id}/Ben`,
      ...parts.map((part) => `room/${room}/${part}`),
    ]) {
      // Until the page, which listened before, shows it.
      await page.evaluate(`new Promise((resolve) => {
        addEventListener('hashchange', resolve, { once: true })
        location.hash = '#/${section}'
      })`)
      await poll(() =>
        page
          .getByText(/Loading|Connecting/)
          .filter({ visible: true })
          .count(),
      ).toBe(0)
      expect([section, await audit(page)]).toEqual([section, []])
      const excess = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect([section, excess]).toEqual([section, 0])
    }
    expect(complaints).toEqual([])
  },
  // More than a dozen audits, of a second or two each where there is little to compute with.
  120_000,
)

test('where the server is away, or a proxy answers for it, the operator is told in a sentence', async () => {
  const { page } = await openAdmin(browser)
  await page.route('**/admin/session', (route) => route.abort())
  await page.getByLabel('Admin key').fill(ADMIN_KEY)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await poll(() => page.getByRole('alert').textContent()).toBe(
    'The server cannot be reached now. Try again.',
  )
  await page.unroute('**/admin/session')
  await signIn(page)
  const body = '<html>Bad gateway</html>'
  await page.route('**/api/reports**', (route) => route.fulfill({ status: 502, body }))
  await page.getByRole('link', { name: 'Reports' }).click()
  await poll(() => page.locator('.empty').textContent()).toBe(
    'The server cannot do this now (status 502). Try again.',
  )
})

test('what is found is what was searched for last', async () => {
  const { page, ann } = await openAdmin(browser)
  await ann.request('message', { room, text: 'quick' })
  await signIn(page)
  await page.getByRole('link', { name: 'Search' }).click()
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/messages?q=rude', async (route) => {
    await held
    await route.continue()
  })
  const search = async (text: string) => {
    await page.getByRole('searchbox').fill(text)
    await page.keyboard.press('Enter')
  }
  await search('rude')
  await search('quick')
  const found = page.getByRole('list', { name: 'Messages found' }).locator('.text')
  await poll(() => found.allTextContents()).toEqual(['quick'])
  const answered = page.waitForResponse('**/api/messages?q=rude')
  answer()
  await (await answered).finished()
  // What the page does with an answer it does at once.
  await page.evaluate('new Promise((resolve) => setTimeout(resolve))')
  expect(await found.allTextContents()).toEqual(['quick'])

  await search('')
  await poll(() => found.count()).toBe(0)
  expect(await page.locator('.empty').textContent()).toBe('Type what the messages contain.')
})

test('the page loads nothing of others and nothing inline', async () => {
  const { url } = await startWithAdmin()
  const { headers, status } = await fetch(`${url}/admin`)
  expect(status).toBe(200)
  expect(headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'")
  expect(headers.get('content-security-policy')).toContain("trusted-types 'none'")
  expect(headers.get('content-security-policy')).not.toContain('unsafe')
  for (const path of ['/admin/..%2flobby%2findex.html', '/admin/nothing.js', '/admin/index.html']) {
    expect([path, (await fetch(url + path)).status]).toEqual([path, 404])
  }
})
