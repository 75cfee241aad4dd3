import { expect, test } from 'vitest'
import { createTexts, fillRoom, joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

/** Everything that the live region has said since this was called. */
async function listen({ page, element }: RoomPage): Promise<() => Promise<string[]>> {
  await element.evaluate(({ shadowRoot }) => {
    const region = shadowRoot?.querySelector('[aria-live=polite]')
    const said: string[] = []
    Object.assign(globalThis, { said })
    if (!region) return
    new MutationObserver(() => {
      const text = region.textContent
      if (text !== '') said.push(...text.split('\n'))
    }).observe(region, { childList: true, characterData: true, subtree: true })
  })
  return () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said)
}

test('new messages of others are read out once, with who wrote them; own ones are not', async () => {
  const ann = await stage().visit('<chat-room room="news" name="Ann"></chat-room>')
  const bob = await stage().visit('<chat-room room="news" name="Bob"></chat-room>')
  await Promise.all([ann.isReady(), bob.isReady()])
  const said = await listen(ann)
  await ann.send('Anybody here?')
  await bob.send('Yes')
  await bob.send('Hello')
  await eventually(said).toEqual(['Bob: Yes', 'Bob: Hello'])
})

test('many messages at once are counted, not read', async () => {
  const proxy = await stage().proxy()
  const ann = await stage().visit(`<chat-room room="flood" server="${proxy.url}"></chat-room>`)
  await ann.isReady()
  const bob = await joinAs(stage(), 'Bob', 'flood')
  const said = await listen(ann)
  // What comes while the connection is away is there at once when it is back.
  proxy.cut()
  await fillRoom(bob, createTexts(20))
  proxy.restore()
  await eventually(said).toEqual(['20 new messages'])
})

test('the backlog is not read out, and the log is no live region by itself', async () => {
  const bob = await stage().visit('<chat-room room="backlog" name="Bob"></chat-room>')
  await bob.isReady()
  await bob.send('Long ago')
  const ann = await stage().visit('<chat-room room="backlog" name="Ann"></chat-room>')
  await ann.isReady()
  const said = await listen(ann)
  await bob.send('Just now')
  await eventually(said).toEqual(['Bob: Just now'])
  expect(await ann.log.getAttribute('aria-live')).toBe('off')
})
