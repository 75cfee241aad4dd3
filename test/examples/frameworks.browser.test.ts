import { ChatClient } from '@chat/sdk'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { launchChromium } from '../launch-chromium.ts'
import { ServerProcess } from '../server-process.ts'
import { runExample } from './run-example.ts'

const VITE = ['vite/bin/vite.js', 'preview'] as const
const NEXT = ['next/dist/bin/next', 'start'] as const

const examples = [
  ['react', VITE],
  ['vue', VITE],
  ['svelte', VITE],
  ['next', NEXT],
] as const

test.each(examples)(
  'in the %s example a visitor writes, goes to another page and back, and the conversation goes on',
  async (name, how) => {
    const server = await ServerProcess.start()
    onTestFinished(() => server.dispose())
    const [url] = await serve(name, how)
    // The pages name the address that `npm start` has.
    const browser = await launchChromium(
      `--host-resolver-rules=MAP localhost:3000 127.0.0.1:${server.port}`,
    )
    onTestFinished(() => browser.close())
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (entry) => {
      if (/error|warning/.test(entry.type())) complaints.push(entry.text())
    })
    const client = new ChatClient({ url: server.url, name: 'Baker' })
    onTestFinished(() => client.close())
    const room = await client.join('bakery')

    await page.goto(url)
    await page.getByRole('link', { name: 'Ask us' }).click()
    const element = page.locator('chat-room')
    const texts = element.locator('.row:not(.pending) .text')
    const composer = element.getByPlaceholder('Ask the baker')
    await composer.fill('Is there rye bread today?')
    await composer.press('Enter')
    await page.getByText('Said since you came: 1').waitFor()
    await expect.poll(() => texts.allInnerTexts()).toEqual(['Is there rye bread today?'])
    // A piece that is loaded when it is first used, which the bundler has put somewhere.
    await element.getByRole('button', { name: 'Message options' }).click()
    await element.getByRole('menuitem', { name: 'Reply' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => room.messages).toHaveLength(1)
    const visitor = room.messages[0]?.user.id

    await composer.fill('And what about')
    await page.getByRole('link', { name: 'Today' }).click()
    await element.waitFor({ state: 'detached' })
    await room.send('Yes, until noon')
    await page.getByRole('link', { name: 'Ask us' }).click()
    await expect
      .poll(() => texts.allInnerTexts())
      .toEqual(['Is there rye bread today?', 'Yes, until noon'])
    expect(await composer.inputValue()).toBe('And what about')
    await composer.press('Enter')
    await expect
      .poll(() => room.messages.map(({ text, user }) => [text, user.id]))
      .toEqual([
        ['Is there rye bread today?', visitor],
        ['Yes, until noon', client.user?.id],
        ['And what about', visitor],
      ])

    await page.reload()
    await expect.poll(() => texts.count()).toBe(3)
    expect(
      await element.evaluate((each: HTMLElementTagNameMap['chat-room']) => each.user?.id),
    ).toBe(visitor)
    expect(complaints).toEqual([])
  },
  120_000,
)

test('the next example sends the element in the page that its server renders', async () => {
  const [url] = await serve('next', NEXT)
  const page = await (await fetch(`${url}/ask`)).text()
  expect(page).toContain('<chat-room room="bakery" server="http://localhost:3000">')
})

/** What `npm test` has built, as its own `preview` or `start` serves it. */
async function serve(name: string, [program, command]: typeof VITE | typeof NEXT) {
  const folder = fileURLToPath(new URL(`../../examples/${name}`, import.meta.url))
  return runExample(
    `${name}/node_modules/${program}`,
    [command, folder, '--port', '0'],
    /http:\/\/localhost:\d+/,
  )
}
