import { expect, test } from 'vitest'
// eslint-disable-next-line import-x/no-relative-packages -- what browser tests of all packages stand on is the repository's own
import { audit } from '../../../test/audit.js'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { noteTexts } from './note-texts.js'
import { useStage } from './stage.js'

const stage = useStage()

const EVERYTHING = [
  'A *bold* word, an _italic_ one, `code`, ~~gone~~ and https://example.com/a_b_c',
  'Before\n\n```js\nconst a = 1\n```\n\nAfter',
  '> Quoted\n> in two lines\nAnd the answer',
  'To do:\n- milk\n- tea\n  - green\n3. three\n4. four',
]

const page = (room: string) => `<main><h1>Help</h1><chat-room room="${room}"></chat-room></main>`

test('what is marked is shown so, to its author and to others, without the marks', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'all')
  for (const text of EVERYTHING) await zoe.send(text)
  const ann = await stage().visit(page('all'))
  await eventually(() => ann.texts.count()).toBe(EVERYTHING.length)
  for (const text of EVERYTHING) await ann.write(text)
  await eventually(() => ann.element.locator('.row.own:not(.pending)').count()).toBe(
    EVERYTHING.length,
  )
  for (const row of ['.row.own', '.row:not(.own)']) {
    const texts = ann.element.locator(`${row} .text`)
    const wordsOf = (selector: string) => texts.locator(selector).allInnerTexts()
    expect(await wordsOf('strong')).toEqual(['bold'])
    expect(await wordsOf('em')).toEqual(['italic'])
    expect(await wordsOf('del')).toEqual(['gone'])
    expect(await wordsOf('code')).toEqual(['code'])
    expect(await wordsOf('pre')).toEqual(['const a = 1'])
    expect(await wordsOf('blockquote')).toEqual(['Quoted\nin two lines'])
    expect(await wordsOf('ul > li > ul > li')).toEqual(['green'])
    expect(
      await texts
        .locator('ol > li')
        .evaluateAll((all) => all.map((each) => (each as HTMLLIElement).value)),
    ).toEqual([3, 4])
    expect(await texts.locator('a').getAttribute('href')).toBe('https://example.com/a_b_c')
  }
})

test('a formatted text has no violation', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'audit')
  for (const text of EVERYTHING) await zoe.send(text)
  const ann = await stage().visit(page('audit'), {
    browser: { reducedMotion: 'reduce', viewport: { width: 600, height: 900 } },
  })
  await ann.page.evaluate(() => (document.documentElement.style.colorScheme = 'light dark'))
  await eventually(() => ann.texts.count()).toBe(EVERYTHING.length)
  for (const text of EVERYTHING) await ann.write(text)
  await eventually(() => ann.element.locator('.row.own:not(.pending)').count()).toBe(
    EVERYTHING.length,
  )
  await ann.element.evaluate((element) =>
    (element as HTMLElement).style.setProperty('height', '100%'),
  )
  expect(await audit(ann.page)).toEqual([])
})

test('every text reads in its own direction, code always from the left', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'bidi')
  await zoe.send('שלום *עולם*')
  await zoe.send('Hello')
  await zoe.send('مرحبا\n```\nlet a\n```\n- واحد')
  const ann = await stage().visit('<chat-room room="bidi" lang="ar"></chat-room>')
  await eventually(() => ann.texts.count()).toBe(3)
  const directions = await ann.texts.evaluateAll((all) =>
    all.map((each) => getComputedStyle(each).direction),
  )
  expect(directions).toEqual(['rtl', 'ltr', 'rtl'])
  const code = ann.texts.locator('pre')
  expect(await code.evaluate((each) => getComputedStyle(each).direction)).toBe('ltr')
})

test('one to three emoji alone are larger; beside words, or more of them, they are text', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'emoji')
  const alone = ['👍', '👩‍👩‍👧‍👦 🏳️‍🌈', '🇩🇪👋🏽❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣']
  const within = ['👍👍👍👍', 'ok 👍', '123', '*', '#']
  for (const text of [...alone, ...within]) await zoe.send(text)
  const ann = await stage().visit('<chat-room room="emoji"></chat-room>')
  await eventually(() => ann.texts.count()).toBe(alone.length + within.length)
  const sizes = await ann.texts.evaluateAll((all) =>
    all.map((each) => parseFloat(getComputedStyle(each).fontSize)),
  )
  const usual = sizes.at(-1) ?? 0
  expect(sizes.map((size) => size > 1.5 * usual)).toEqual([
    ...alone.map(() => true),
    ...within.map(() => false),
  ])
})

test('a screen reader hears the words without the marks, in the language of the room', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'heard')
  const ann = await stage().visit('<chat-room room="heard" lang="fr"></chat-room>')
  await eventually(() => ann.element.locator('textarea').count()).toBe(1)
  await ann.page.waitForFunction(() => document.querySelector('chat-room')?.status === 'connected')
  await ann.element.getByText('2 personnes').waitFor()
  const heard = await noteTexts(ann, '[aria-live=polite]')
  await zoe.send('*Salut* `vous`\n- un')
  await eventually(heard).toEqual(['Zoe : Salut vous\nun'])
})

test('formatted texts stay within their row at 280 pixels', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'narrow')
  const long = 'Unbroken'.repeat(30)
  for (const text of EVERYTHING) await zoe.send(text.replaceAll(/bold|Quoted|green|const a/g, long))
  await zoe.send(`\`${long}\` *${long}*\n1. ${long}\n   - ${long}\n     > ${long}`)
  const ann = await stage().visit(
    `<meta name="viewport" content="width=device-width"><style>body { margin: 0 }</style><chat-room room="narrow"></chat-room>`,
    { browser: { viewport: { width: 280, height: 560 }, hasTouch: true, isMobile: true } },
  )
  await eventually(() => ann.texts.count()).toBe(EVERYTHING.length + 1)
  const outside = await ann.element.evaluate(({ shadowRoot }) =>
    [...(shadowRoot?.querySelectorAll('.text, .text *') ?? [])]
      .filter((each) => {
        const row = each.closest('.row')?.getBoundingClientRect()
        const { left, right } = each.getBoundingClientRect()
        return !row || left < row.left || right > row.right + 0.5
      })
      .map((each) => each.outerHTML.slice(0, 80)),
  )
  expect(outside).toEqual([])
  expect(await ann.log.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0)
})
