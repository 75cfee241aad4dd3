import { expect, test } from 'vitest'
import { hueOf } from '../src/author-look.js'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { useStage } from './stage.js'

const stage = useStage()

/** Every hue that there is. */
const HUES = [...new Set(Array.from({ length: 2_000 }, (_, index) => hueOf(`id ${index}`)))]

test.each(['light', 'dark'] as const)(
  'names and avatars of every hue have the contrast that reading takes, %s',
  async (colorScheme) => {
    expect(HUES).toHaveLength(24)
    const zoe = await joinAs(stage(), 'Zoe', `hues-${colorScheme}`)
    await zoe.send('Hello')
    const ann = await stage().visit(`<chat-room room="hues-${colorScheme}"></chat-room>`, {
      browser: { colorScheme },
    })
    await eventually(() => ann.texts.count()).toBe(1)
    const contrasts = await ann.element.evaluate(({ shadowRoot }, hues) => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
      /** What a colour is on the screen, as its relative luminance by WCAG. */
      const luminance = (color: string) => {
        if (!canvas) return NaN
        canvas.fillStyle = color
        canvas.fillRect(0, 0, 1, 1)
        const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) =>
          byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
        )
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const contrast = (a: string, b: string) => {
        const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
        return (light + 0.05) / (dark + 0.05)
      }
      const find = (selector: string) => {
        const found = shadowRoot?.querySelector<HTMLElement>(selector)
        if (!found) throw new Error(`There is no ${selector}.`)
        return found
      }
      const row = find('.row')
      const room = getComputedStyle(find('.room'))
      const [name, avatar] = [
        getComputedStyle(find('.author-name')),
        getComputedStyle(find('.avatar span')),
      ]
      return hues.map((hue) => {
        // The one property that a row sets, by whatever name the build has given it.
        row.style.setProperty(row.style.item(0), String(hue))
        return {
          hue,
          name: contrast(name.color, room.backgroundColor),
          avatar: contrast(avatar.color, avatar.backgroundColor),
        }
      })
    }, HUES)
    expect(contrasts.filter(({ name, avatar }) => !(name >= 4.5 && avatar >= 4.5))).toEqual([])
    expect(new Set(contrasts.map(({ name }) => name)).size).toBeGreaterThan(12)
  },
)

test('two members of one name are told apart', async () => {
  const [first, second] = [
    await joinAs(stage(), 'Sam', 'same'),
    await joinAs(stage(), 'Sam', 'same'),
  ]
  const ids = [(await first.send('One')).user.id, (await second.send('Two')).user.id]
  const ann = await stage().visit('<chat-room room="same"></chat-room>')
  await eventually(() => ann.texts.count()).toBe(2)
  expect(await ann.element.locator('.author-name').allInnerTexts()).toEqual(['Sam', 'Sam'])
  const tags = await ann.element.locator('.tag').allInnerTexts()
  expect(new Set(tags).size).toBe(2)
  expect(tags.map((tag) => tag.startsWith('#'))).toEqual([true, true])
  const colors = await ann.element
    .locator('.avatar span')
    .evaluateAll((all) => all.map((each) => getComputedStyle(each).backgroundColor))
  expect(colors[0] === colors[1]).toBe(hueOf(ids[0] ?? '') === hueOf(ids[1] ?? ''))
})
