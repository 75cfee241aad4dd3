import { expect, test } from 'vitest'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { useStage } from './stage.js'

const stage = useStage()

test('at 280 pixels everything is there, and nothing is cut off or pushed aside', async () => {
  const zoe = await joinAs(stage(), 'A name as long as a name may be!', 'narrow')
  await zoe.send(`https://example.com/${'long-'.repeat(40)}`)
  await zoe.send('Unbroken'.repeat(40))
  const ann = await stage().visit(
    `<meta name="viewport" content="width=device-width"><style>body { margin: 0 }</style>
     <chat-room room="narrow" name="Another name as long as can be!!"></chat-room>`,
    { browser: { viewport: { width: 280, height: 560 }, hasTouch: true, isMobile: true } },
  )
  await ann.isReady()
  await ann.send('Mine'.repeat(80))
  await ann.element.getByRole('button', { name: 'Message options' }).last().tap()
  await ann.element.getByRole('menu').waitFor()
  await eventually(() => ann.texts.count()).toBe(3)
  const outside = await ann.element.evaluate(({ shadowRoot }) =>
    [...(shadowRoot?.querySelectorAll('.room *:not(.unseen):not(.unseen *)') ?? [])]
      .filter((each) => {
        const { left, right, width } = each.getBoundingClientRect()
        return width > 0 && (left < -0.5 || right > innerWidth + 0.5)
      })
      .map((each) => each.outerHTML.slice(0, 80)),
  )
  expect(outside).toEqual([])
  expect(await ann.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    280,
  )
  expect(await ann.log.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0)
})
