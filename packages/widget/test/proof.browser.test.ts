import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ moderation: { measures: { challenge: 'new' } } })

const loaded = ({ page }: RoomPage) =>
  page.evaluate(
    () =>
      performance.getEntriesByType('resource').filter(({ name }) => name.includes('chat-proof'))
        .length,
  )

test.each([
  ['classic script', (url: string) => `<script src="${url}/chat.js"></script>`],
  ['module', (url: string) => `<script type="module" src="${url}/chat.mjs"></script>`],
])(
  'a newcomer proves their work by what the %s loads for it; who comes back loads nothing',
  async (kind, script) => {
    const ann = await stage().visit(`<chat-room room="${kind.replace(' ', '-')}"></chat-room>`, {
      script: script(stage().url),
    })
    await ann.isReady()
    expect(await loaded(ann)).toBe(1)
    await ann.send('Hello')
    await ann.page.reload()
    await ann.isReady()
    expect(await loaded(ann)).toBe(0)
  },
)

test('what proves the work is asked for again where it could not be had', async () => {
  let attempts = 0
  const ann = await stage().visit('<chat-room room="again"></chat-room>', {
    prepare: (context) =>
      context.route(/chat-proof/, (route) => {
        attempts += 1
        return attempts === 1 ? route.abort() : route.continue()
      }),
  })
  await ann.isReady()
  await eventually(async () => attempts).toBe(2)
})
