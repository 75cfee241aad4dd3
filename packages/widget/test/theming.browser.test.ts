import { expect, test } from 'vitest'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { useStage } from './stage.js'

const stage = useStage()

/** Every custom property, and where it shows. */
const TOKENS = [
  ['--chat-background', '.room', 'background-color', 'rgb(1, 2, 3)'],
  ['--chat-text', '.room', 'color', 'rgb(2, 3, 4)'],
  ['--chat-surface', '.row:not(.own) .bubble', 'background-color', 'rgb(3, 4, 5)'],
  ['--chat-quiet', '.count', 'color', 'rgb(4, 5, 6)'],
  ['--chat-border', '.header', 'border-bottom-color', 'rgb(5, 6, 7)'],
  ['--chat-accent', '.link-button', 'color', 'rgb(6, 7, 8)'],
  ['--chat-own-background', '.own .bubble', 'background-color', 'rgb(7, 8, 9)'],
  ['--chat-own-text', '.own .bubble', 'color', 'rgb(8, 9, 10)'],
  ['--chat-error', '.danger', 'color', 'rgb(9, 10, 11)'],
  ['--chat-font', '.room', 'font-family', 'monospace'],
  ['--chat-font-size', '.room', 'font-size', '21px'],
] as const

/** Every part, and where it is. */
const PARTS = [
  'room',
  'header',
  'status',
  'list',
  'day',
  'message',
  'message-own',
  'bubble',
  'message-text',
  'author',
  'quote',
  'reactions',
  'reaction',
  'count',
  'name',
  'menu',
  'menu-item',
  'typing',
  'composer',
  'input',
  'send',
]

async function showEverything(room: string, styles: string) {
  const zoe = await joinAs(stage(), 'Zoe', room)
  const { id } = await zoe.send('Hello')
  await zoe.send('Hello?', { replyTo: id })
  await zoe.react(id, '👍')
  const ann = await stage().visit(
    `<style>${styles}</style><chat-room room="${room}" theme="light"></chat-room>`,
  )
  await ann.isReady()
  await ann.send('Hello')
  await ann.element.getByRole('button', { name: 'Message options' }).last().click()
  await ann.element.getByRole('menu').waitFor()
  return ann
}

test('every documented custom property has its effect', async () => {
  const declarations = TOKENS.map(([token, , , value]) => `${token}: ${value};`).join(' ')
  const ann = await showEverything('tokens', `chat-room { ${declarations} --chat-radius: 3px; }`)
  expect(await ann.element.evaluate((each) => getComputedStyle(each).borderRadius)).toBe('3px')
  await ann.composer.press('ArrowUp')
  await ann.element.getByRole('button', { name: 'Message options' }).last().click()
  for (const [token, selector, property, value] of TOKENS) {
    const part = ann.element.locator(selector).first()
    await part.waitFor()
    const computed = await part.evaluate(
      (each, name) => getComputedStyle(each).getPropertyValue(name),
      property,
    )
    expect({ token, value: computed }).toEqual({ token, value })
  }
})

test('every documented part can be styled from the page', async () => {
  const rules = PARTS.map((part) => `chat-room::part(${part}) { text-indent: 7px; }`).join('\n')
  const ann = await showEverything('parts', rules)
  for (const part of PARTS) {
    const indents = await ann.element
      .locator(`[part~="${part}"]`)
      .evaluateAll((all) => all.map((each) => getComputedStyle(each).textIndent))
    expect({ part, indents: [...new Set(indents)] }).toEqual({ part, indents: ['7px'] })
  }
})

test('so can the parts that are there at times only', async () => {
  const parts = [
    'empty',
    'notice',
    'latest',
    'answering',
    'members',
    'member',
    'name-form',
    'name-input',
  ]
  const styles = `<style>${parts.map((part) => `chat-room::part(${part}) { text-indent: 7px; }`).join(' ')}</style>`
  const ann = await stage().visit(`${styles}<chat-room room="empty"></chat-room>`)
  const indentOf = (part: string) =>
    ann.element
      .locator(`[part="${part}"]`)
      .first()
      .evaluate((each) => getComputedStyle(each).textIndent)
  expect(await indentOf('empty')).toBe('7px')
  await ann.element.locator('.count').click()
  expect([await indentOf('members'), await indentOf('member')]).toEqual(['7px', '7px'])
  await ann.element.locator('.me').click()
  expect([await indentOf('name-form'), await indentOf('name-input')]).toEqual(['7px', '7px'])
  await ann.send('Line\n'.repeat(60) + 'end')
  await ann.composer.press('ArrowUp')
  expect(await indentOf('answering')).toBe('7px')
  await ann.log.evaluate((each) => (each.scrollTop = 0))
  expect(await indentOf('latest')).toBe('7px')
  await ann.element.evaluate((each) => each.removeAttribute('room'))
  expect(await indentOf('notice')).toBe('7px')
})

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

test('the field is large enough that a phone does not zoom in, and buttons that a finger hits', async () => {
  const ann = await showEverything('touch', 'body { font-size: 12px }')
  const size = await ann.composer.evaluate((each) => getComputedStyle(each).fontSize)
  expect(parseFloat(size)).toBeGreaterThanOrEqual(16)
  const check = async () => {
    for (const button of await ann.element.locator('button').all()) {
      const box = await button.boundingBox()
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24)
    }
  }
  await check()
  await ann.element.getByRole('menuitem', { name: 'More reactions' }).click()
  await ann.element.locator('.emoji-grid').waitFor()
  await check()
  await ann.element.locator('.count').click()
  await ann.element.getByRole('dialog').waitFor()
  await check()
})
