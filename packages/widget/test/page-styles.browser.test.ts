import { expect, test } from 'vitest'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

const HOSTILE = `<style>
  * { all: unset; }
  * { color: red !important; background: lime; padding: 40px; margin: 9px; box-sizing: content-box; letter-spacing: 1em; text-transform: uppercase; line-height: 5; }
  button, textarea, input, form, header, time { display: none; border: 9px solid red; font-size: 40px; }
  .room, .row, .bubble, .text, .list, .composer, .own { display: none; float: left; position: fixed; }
</style>`

const PARTS = [
  '.room',
  '.header',
  '.me',
  '.bubble',
  '.text',
  '.composer',
  'textarea',
  '.send',
  '.meta',
]
const PROPERTIES = [
  'display',
  'position',
  'float',
  'color',
  'background-color',
  'padding',
  'margin',
  'border-top-width',
  'box-sizing',
  'font-size',
  'letter-spacing',
  'text-transform',
  'line-height',
]

/** Every property of every part, so that one look tells whether something leaked. */
function look({ element }: RoomPage): Promise<Record<string, string>> {
  return element.evaluate(
    ({ shadowRoot }, { parts, properties }) => {
      const styles: Record<string, string> = {}
      for (const part of parts) {
        const found = shadowRoot?.querySelector(part)
        if (!found) throw new Error(`There is no ${part}.`)
        const computed = getComputedStyle(found)
        for (const property of properties) {
          styles[`${part} ${property}`] = computed.getPropertyValue(property)
        }
      }
      return styles
    },
    { parts: PARTS, properties: PROPERTIES },
  )
}

async function visit(markup: string): Promise<RoomPage> {
  const visitor = await stage().visit(markup)
  await visitor.isReady()
  await visitor.send('Hello')
  return visitor
}

test('the styles of the page do not reach in', async () => {
  const plain = await visit('<chat-room room="plain" theme="light"></chat-room>')
  const hostile = await visit(`${HOSTILE}<chat-room room="hostile" theme="light"></chat-room>`)
  expect(await look(hostile)).toEqual(await look(plain))
})

test('its styles do not reach out', async () => {
  const markup = `<div class="room"><button class="send own">Page</button><p class="text row bubble">Page</p><textarea></textarea></div>`
  const styles = (visitor: RoomPage) =>
    visitor.page
      .locator('.room')
      .first()
      .evaluate((room) =>
        [room, ...room.querySelectorAll('*')].map((each) => {
          const { display, color, backgroundColor, padding, border, font } = getComputedStyle(each)
          return { display, color, backgroundColor, padding, border, font }
        }),
      )
  const without = await stage().visit(markup, { script: '' })
  const withIt = await visit(`${markup}<chat-room room="reach"></chat-room>`)
  expect(await styles(withIt)).toEqual(await styles(without))
})

test('the font of the page is its font', async () => {
  const ann = await visit(
    '<div style="font: 20px monospace"><chat-room room="font"></chat-room></div>',
  )
  const { fontFamily, fontSize } = await ann.element
    .locator('.room')
    .evaluate((each) => getComputedStyle(each))
  expect(fontFamily).toBe('monospace')
  expect(parseFloat(fontSize)).toBeCloseTo(20 * 0.9375, 1)
})

test('nor do they reach into the launcher', async () => {
  const lookOf = async (page: string) => {
    const { page: tab } = await stage().visit(
      `${page}<chat-launcher room="launcher" theme="light"></chat-launcher>`,
      { script: `<script src="${stage().url}/launcher.js"></script>` },
    )
    return tab.locator('chat-launcher').evaluate(({ shadowRoot }, properties) => {
      const found = [...(shadowRoot?.querySelectorAll('[part], p') ?? [])]
      return found.map((each) => {
        const computed = getComputedStyle(each)
        const name = each.getAttribute('part') ?? each.localName
        return [name, ...properties.map((property) => computed.getPropertyValue(property))].join()
      })
    }, PROPERTIES)
  }
  const plain = await lookOf('')
  expect(plain).toHaveLength(6)
  expect(await lookOf(HOSTILE)).toEqual(plain)
})
