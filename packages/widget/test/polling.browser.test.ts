import { ChatClient } from '@chat/sdk'
import type { BrowserContext } from 'playwright-core'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { useStage } from './stage.js'

const stage = useStage()

/** As behind a proxy that lets no WebSocket through: each fails before it is open. */
const blockWebSockets = (context: BrowserContext) =>
  context.addInitScript(() => {
    class BlockedWebSocket {
      onerror?: (event: Event) => void
      onclose?: (event: Event) => void
      constructor() {
        setTimeout(() => {
          this.onerror?.(new Event('error'))
          this.onclose?.(new CloseEvent('close'))
        })
      }
      close() {}
    }
    Object.assign(globalThis, { WebSocket: BlockedWebSocket })
  })

test('where no WebSocket gets through the room works over HTTP, and comes back after a cut', async () => {
  const proxy = await stage().proxy()
  const requests: string[] = []
  const ann = await stage().visit(`<chat-room server="${proxy.url}" room="http"></chat-room>`, {
    prepare: async (context) => {
      context.on('request', (request) => requests.push(request.url()))
      await blockWebSockets(context)
    },
  })
  await ann.isReady()
  const client = new ChatClient({ url: stage().url, storage: null })
  stage().onLeave(() => client.close())
  const room = await client.join('http')

  await ann.send('Grüße 🙂 from Ann')
  await room.send('And back')
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['Grüße 🙂 from Ann', 'And back'])
  expect(requests.some((url) => url.includes('transport=polling'))).toBe(true)

  proxy.cut()
  await ann.write('While it was cut')
  await room.send('Meanwhile')
  proxy.restore()
  await eventually(() => ann.texts.allInnerTexts(), 40_000).toEqual([
    'Grüße 🙂 from Ann',
    'And back',
    'Meanwhile',
    'While it was cut',
  ])
  const texts = await ann.texts.allInnerTexts()
  await eventually(() => room.messages.map(({ text }) => text)).toEqual(texts)
})
