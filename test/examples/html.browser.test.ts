import { ChatClient } from '@chat/sdk'
import { expect, onTestFinished, test } from 'vitest'
import { launchChromium } from '../launch-chromium.ts'
import { ServerProcess } from '../server-process.ts'
import { runExample } from './run-example.ts'

test('the static page has a room that works', async () => {
  const server = await ServerProcess.start()
  onTestFinished(() => server.dispose())
  const [url] = await runExample('html/serve.js', ['0'], /http:\S+/)
  // The page names the address that `npm start` has.
  const browser = await launchChromium(
    `--host-resolver-rules=MAP localhost:3000 127.0.0.1:${server.port}`,
  )
  onTestFinished(() => browser.close())
  const page = await browser.newPage()

  await page.goto(url)
  const composer = page.locator('chat-room textarea')
  await composer.fill('Is there rye bread today?')
  await composer.press('Enter')

  const client = new ChatClient({ url: server.url })
  onTestFinished(() => client.close())
  const room = await client.join('bakery')
  await expect
    .poll(() => room.messages.map(({ text }) => text))
    .toEqual(['Is there rye bread today?'])
})
