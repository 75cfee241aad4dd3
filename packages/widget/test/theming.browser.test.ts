import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { joinAs } from './backlog.js'
import { WIDE } from './look.js'
import { useStage } from './stage.js'

const stage = useStage()

type Token = readonly [
  name: string,
  value: string,
  selector: string,
  property: string,
  /** Default: the value. */
  computed?: string,
]

/** Every custom property of a room, and where it shows. */
const ROOM_TOKENS: readonly Token[] = [
  ['--chat-background', 'rgb(1, 2, 3)', '.room', 'background-color'],
  ['--chat-text', 'rgb(2, 3, 4)', '.room', 'color'],
  ['--chat-surface', 'rgb(3, 4, 5)', '.row:not(.own) .bubble', 'background-color'],
  ['--chat-quiet', 'rgb(4, 5, 6)', '.count', 'color'],
  ['--chat-border', 'rgb(5, 6, 7)', '.header', 'border-bottom-color'],
  ['--chat-accent', 'rgb(6, 7, 8)', '.link-button', 'color'],
  ['--chat-own-background', 'rgb(7, 8, 9)', '.own .bubble', 'background-color'],
  ['--chat-own-text', 'rgb(8, 9, 10)', '.own .bubble', 'color'],
  ['--chat-error', 'rgb(9, 10, 11)', '.danger', 'color'],
  ['--chat-input-border', 'rgb(10, 11, 12)', '.field', 'border-top-color'],
  ['--chat-author', 'rgb(11, 12, 13)', '.author-name', 'color'],
  ['--chat-avatar-background', 'rgb(12, 13, 14)', '.avatar span', 'background-color'],
  ['--chat-avatar-text', 'rgb(13, 14, 15)', '.avatar span', 'color'],
  ['--chat-code-background', 'rgb(14, 15, 16)', '.text code', 'background-color'],
  ['--chat-shadow', 'rgb(15, 16, 17) 0px 1px 2px 0px', '.popup', 'box-shadow'],
  ['--chat-font', 'monospace', '.room', 'font-family'],
  ['--chat-code-font', 'cursive', '.text code', 'font-family'],
  ['--chat-emoji-font', 'fantasy', '.menu .emoji', 'font-family'],
  ['--chat-font-size', '21px', '.room', 'font-size'],
  ['--chat-small-size', '18px', '.author-name', 'font-size'],
  ['--chat-tiny-size', '10px', '.meta', 'font-size'],
  ['--chat-emoji-size', '55px', '.text.emoji', 'font-size'],
  ['--chat-line-height', '31px', '.room', 'line-height'],
  ['--chat-bold', '300', '.author-name', 'font-weight'],
  ['--chat-space', '19px', '.scroller', 'padding-left'],
  ['--chat-header-size', '61px', '.header', 'min-height'],
  ['--chat-control-size', '41px', '.send', 'height'],
  ['--chat-icon-size', '23px', '.send svg', 'height'],
  ['--chat-menu-width', '251px', '.members', 'width'],
  ['--chat-avatar-size', '43px', '.avatar span', 'height'],
  ['--chat-message-width', '301px', '.row:has(code) .body', 'width'],
  ['--chat-message-gap', '6px', '.row:not(.first)', 'margin-top'],
  ['--chat-group-gap', '17px', '.row.first', 'margin-top'],
  ['--chat-bubble-padding', '8px 9px', '.bubble', 'padding'],
  ['--chat-bubble-radius', '11px', '.bubble', 'border-bottom-left-radius'],
  ['--chat-bubble-corner', '2px', '.row.first:not(.own) .bubble', 'border-top-left-radius'],
  ['--chat-avatar-radius', '7px', '.avatar span', 'border-top-left-radius'],
  ['--chat-button-radius', '4px', '.menu button', 'border-top-left-radius'],
  ['--chat-menu-radius', '5px', '.popup', 'border-top-left-radius'],
  ['--chat-code-radius', '1px', '.text code', 'border-top-left-radius'],
  ['--chat-pill-radius', '12px', '.reactions button', 'border-top-left-radius'],
  ['--chat-round-radius', '13px', '.send', 'border-top-left-radius'],
  ['--chat-input-radius', '14px', '.field', 'border-top-left-radius'],
  ['--chat-input-height', '99px', 'textarea', 'max-height'],
  ['--chat-radius', '3px', ':host', 'border-top-left-radius'],
]

/** Every custom property of a launcher, and where it shows. */
const LAUNCHER_TOKENS: readonly Token[] = [
  ['--chat-accent', 'rgb(1, 2, 3)', '[part=button]', 'background-color'],
  ['--chat-accent-text', 'rgb(2, 3, 4)', '[part=button]', 'color'],
  ['--chat-background', 'rgb(3, 4, 5)', '[part=panel]', 'background-color'],
  ['--chat-text', 'rgb(4, 5, 6)', '[part=panel]', 'color'],
  ['--chat-quiet', 'rgb(5, 6, 7)', '[part=close]', 'color'],
  ['--chat-surface', 'rgb(6, 7, 8)', '[part=close]:hover', 'background-color'],
  ['--chat-border', 'rgb(7, 8, 9)', '[part=alerts-menu]', 'border-top-color'],
  ['--chat-badge', 'rgb(8, 9, 10)', '[part=badge]', 'background-color'],
  ['--chat-badge-text', 'rgb(9, 10, 11)', '[part=badge]', 'color'],
  ['--chat-shadow', 'rgb(10, 11, 12) 0px 1px 2px 0px', '[part=button]', 'box-shadow'],
  ['--chat-font', 'monospace', '[part=panel]', 'font-family'],
  ['--chat-small-size', '11px', '[part=alerts-menu]', 'font-size'],
  ['--chat-radius', '3px', '[part=panel]', 'border-top-left-radius'],
  ['--chat-button-radius', '4px', '[part=close]', 'border-top-left-radius'],
  ['--chat-menu-radius', '5px', '[part=alerts-menu]', 'border-top-left-radius'],
  ['--chat-menu-width', '151px', '[part=alerts-menu]', 'max-width'],
  ['--chat-pill-radius', '6px', '[part=badge]', 'border-top-left-radius'],
  ['--chat-control-size', '41px', '[part=close]', 'height'],
  ['--chat-icon-size', '23px', '[part=close] svg', 'width'],
  ['--chat-launcher-radius', '7px', '[part=button]', 'border-top-left-radius'],
  ['--chat-launcher-size', '67px', '[part=button]', 'width'],
  ['--chat-launcher-side', '31px', '[part=button]', 'right'],
  ['--chat-launcher-bottom', '32px', '[part=button]', 'bottom'],
  ['--chat-launcher-width', '333px', '[part=panel]', 'width'],
  ['--chat-launcher-height', '444px', '[part=panel]', 'height'],
]

type Manifest = {
  modules: { declarations?: { tagName: string; cssProperties: { name: string }[] }[] }[]
}

/** The custom properties that custom-elements.json, and so the documentation, tells of. */
function documentedTokens(tagName: string): string[] {
  const path = new URL('../dist/custom-elements.json', import.meta.url)
  const { modules } = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  return modules
    .flatMap(({ declarations = [] }) => declarations)
    .flatMap((each) => (each.tagName === tagName ? each.cssProperties : []))
    .map(({ name }) => name)
    .sort()
}

const declare = (tokens: readonly Token[]) =>
  tokens.map(([name, value]) => `${name}: ${value};`).join(' ')

/** What is to be seen of the tokens whose places are shown. */
function effectsOf(element: Locator, tokens: readonly Token[]): Promise<Record<string, string>> {
  return element.evaluate((host, wanted) => {
    const effects: Record<string, string> = {}
    for (const [name, , selector, property] of wanted) {
      const part = selector === ':host' ? host : host.shadowRoot?.querySelector(selector)
      if (part) effects[name] = getComputedStyle(part).getPropertyValue(property)
    }
    return effects
  }, tokens)
}

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
  await zoe.send('🌱')
  await zoe.send(`\`code\` and ${'many more words '.repeat(40)}`)
  await zoe.react(id, '👍')
  const ann = await stage().visit(
    `<style>${styles}</style><chat-room room="${room}" theme="light" dir="ltr"></chat-room>`,
    { browser: WIDE },
  )
  await ann.isReady()
  await ann.send('Hello')
  await ann.element.getByRole('button', { name: 'Message options' }).last().click()
  await ann.element.getByRole('menu').waitFor()
  return ann
}

test('every documented custom property of a room has its effect, and no other', async () => {
  expect(ROOM_TOKENS.map(([name]) => name).sort()).toEqual(documentedTokens('chat-room'))
  expect(new Set(ROOM_TOKENS.map(([, value]) => value)).size).toBe(ROOM_TOKENS.length)
  const look = async (room: string, declarations: string) => {
    const ann = await showEverything(room, `chat-room { ${declarations} }`)
    const withMenu = await effectsOf(ann.element, ROOM_TOKENS)
    await ann.element.locator('.count').click()
    await ann.element.getByRole('dialog').waitFor()
    return { ...(await effectsOf(ann.element, ROOM_TOKENS)), ...withMenu }
  }
  const [plain, themed] = [await look('plain', ''), await look('tokens', declare(ROOM_TOKENS))]
  for (const [name, value, , , computed = value] of ROOM_TOKENS) {
    expect({ name, effect: themed[name] }).toEqual({ name, effect: computed })
    expect({ name, effect: plain[name] }).not.toEqual({ name, effect: computed })
  }
})

test('every documented custom property of a launcher has its effect, and no other', async () => {
  expect(LAUNCHER_TOKENS.map(([name]) => name).sort()).toEqual(documentedTokens('chat-launcher'))
  expect(new Set(LAUNCHER_TOKENS.map(([, value]) => value)).size).toBe(LAUNCHER_TOKENS.length)
  const look = async (declarations: string) => {
    const { page } = await stage().visit(
      `<style>chat-launcher { ${declarations} }</style>
       <chat-launcher room="corner" theme="light" dir="ltr"></chat-launcher>`,
      { script: `<script src="${stage().url}/launcher.js"></script>`, browser: WIDE },
    )
    const launcher = page.locator('chat-launcher')
    await launcher.getByRole('button', { name: 'Chat' }).click()
    await launcher.getByRole('textbox', { name: 'Message' }).waitFor()
    await launcher.locator('[part=alerts]').click()
    await launcher.locator('[part=alerts-menu]').waitFor()
    await launcher.locator('[part=close]').hover()
    return effectsOf(launcher, LAUNCHER_TOKENS)
  }
  const [plain, themed] = [await look(''), await look(declare(LAUNCHER_TOKENS))]
  for (const [name, value, , , computed = value] of LAUNCHER_TOKENS) {
    expect({ name, effect: themed[name] }).toEqual({ name, effect: computed })
    expect({ name, effect: plain[name] }).not.toEqual({ name, effect: computed })
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
    'reacted',
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
  await ann.element.evaluate(async (each: HTMLElementTagNameMap['chat-room']) => {
    for (const { id } of each.messages) await each.react(id, '👍')
  })
  await ann.element.getByRole('button', { name: 'Message options' }).click()
  await ann.element.getByRole('menuitem', { name: 'Who reacted' }).click()
  expect(await indentOf('reacted')).toBe('7px')
  await ann.composer.press('ArrowUp')
  expect(await indentOf('answering')).toBe('7px')
  await ann.log.evaluate((each) => (each.scrollTop = 0))
  expect(await indentOf('latest')).toBe('7px')
  await ann.element.evaluate((each) => each.removeAttribute('room'))
  expect(await indentOf('notice')).toBe('7px')
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
