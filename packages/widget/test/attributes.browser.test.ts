import { expect, test } from 'vitest'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ graceMs: 0 })

const set = ({ element }: RoomPage, name: string, value: string) =>
  element.evaluate((each, [key, text]) => each.setAttribute(key, text), [name, value] as const)

const roomName = ({ element }: RoomPage) => element.locator('.room-name').innerText()
const ownName = ({ element }: RoomPage) => element.locator('.me').innerText()

test('another room is another room: what was is left, what is shown is the new one', async () => {
  const [red, blue] = [await joinAs(stage(), 'Zoe', 'red'), await joinAs(stage(), 'Zoe', 'blue')]
  await red.send('In red')
  await blue.send('In blue')
  const ann = await stage().visit('<chat-room room="red"></chat-room>')
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['In red'])
  await eventually(() => red.members.count).toBe(2)

  await set(ann, 'room', 'blue')
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['In blue'])
  expect(await roomName(ann)).toBe('blue')
  await eventually(() => red.members.count).toBe(1)
  await ann.send('Ann in blue')
  await eventually(() => blue.messages.length).toBe(2)
  expect(red.messages).toHaveLength(1)

  await ann.element.evaluate((each: HTMLElementTagNameMap['chat-room']) => (each.room = 'red'))
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['In red'])
  await ann.element.evaluate((each) => each.removeAttribute('room'))
  await ann.element.getByRole('alert').waitFor()
})

test('another server is another connection', async () => {
  const proxy = await stage().proxy()
  const ann = await stage().visit('<chat-room room="servers"></chat-room>')
  await ann.isReady()
  const user = () =>
    ann.element.evaluate((each: HTMLElementTagNameMap['chat-room']) => each.user?.id)
  const before = await user()
  expect(before).toBeDefined()
  await set(ann, 'server', `${proxy.url}/`)
  await eventually(user).not.toBe(before)
  await ann.isReady()
  await ann.send('Through the other one')
  expect(proxy.links.length).toBeGreaterThan(0)
  await ann.element.evaluate((each) => each.removeAttribute('server'))
  await eventually(user).toBe(before)
})

test('a name is for the visitor who comes, and renames when it changes', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'names')
  const ann = await stage().visit('<chat-room room="names" name="Ann"></chat-room>')
  await ann.isReady()
  expect(await ownName(ann)).toBe('Ann')
  await set(ann, 'name', 'Anna')
  await eventually(() => ownName(ann)).toBe('Anna')
  const names = () => zoe.members.list.map(({ name }) => name).toSorted()
  await eventually(names).toEqual(['Anna', 'Zoe'])
})

test('a visitor who has chosen a name keeps it, whatever the page begins with, its script before the element or after', async () => {
  const element = '<chat-room room="kept-names" name="Ann"></chat-room>'
  const script = `<script src="${stage().url}/chat.js"></script>`
  const ann = await stage().visit((path) => (path === '/' ? element + script : script + element), {
    script: '',
  })
  await ann.isReady()
  expect(await ownName(ann)).toBe('Ann')
  await ann.element.evaluate((each: HTMLElementTagNameMap['chat-room']) => each.setName('Zed'))
  await ann.send('Hello')
  for (const path of ['/', '/other', '/']) {
    await ann.page.goto(new URL(path, ann.page.url()).href)
    await ann.isReady()
    // A request to rename would have been answered before this one.
    await ann.send(`At ${path}`)
    expect(await ownName(ann)).toBe('Zed')
  }
})

test('the theme is the one given, or that of the system', async () => {
  const ann = await stage().visit('<chat-room room="theme"></chat-room>', {
    browser: { colorScheme: 'light' },
  })
  await ann.isReady()
  await ann.send('Hello')
  const colours = () =>
    ann.element.evaluate(({ shadowRoot }) =>
      ['.room', '.own .bubble'].map((selector) => {
        const part = shadowRoot?.querySelector(selector)
        return part ? getComputedStyle(part).backgroundColor : ''
      }),
    )
  const light = ['rgb(255, 255, 255)', 'rgb(70, 86, 216)']
  const dark = ['rgb(22, 24, 31)', 'rgb(61, 75, 196)']
  expect(await colours()).toEqual(light)
  await set(ann, 'theme', 'dark')
  expect(await colours()).toEqual(dark)
  await set(ann, 'theme', 'auto')
  expect(await colours()).toEqual(light)
  await ann.page.emulateMedia({ colorScheme: 'dark' })
  expect(await colours()).toEqual(dark)
  await set(ann, 'theme', 'light')
  expect(await colours()).toEqual(light)
  const theme = () => ann.element.evaluate((each: HTMLElementTagNameMap['chat-room']) => each.theme)
  expect(await theme()).toBe('light')
  await set(ann, 'theme', 'purple')
  expect(await theme()).toBe('auto')
})

test('the language is that of the element, or of what is around it, also beyond shadow roots', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'languages')
  const message = await zoe.send('Hello')
  const ann = await stage().visit(
    '<div lang="de"><chat-room room="languages" theme="light"></chat-room></div>',
  )
  const title = ann.element.locator('.row time')
  const inWordsOf = (language: string) =>
    new RegExp(new Intl.DateTimeFormat(language, { month: 'long' }).format(new Date(message.at)))
  await eventually(() => title.getAttribute('title')).toMatch(inWordsOf('de'))
  expect(await ann.element.locator('.day time').innerText()).toMatch(/^(heute|gestern)$/i)
  await set(ann, 'lang', 'fr')
  await eventually(() => title.getAttribute('title')).toMatch(inWordsOf('fr'))
  await set(ann, 'lang', 'not a language!')
  await ann.send('Still here')
  await ann.element.evaluate((each) => {
    const host = document.createElement('div')
    host.lang = 'pl'
    each.removeAttribute('lang')
    document.body.append(host)
    host.attachShadow({ mode: 'open' }).append(each)
    each.setAttribute('lang', 'x')
    each.removeAttribute('lang')
  })
  await eventually(() => title.first().getAttribute('title')).toMatch(
    new RegExp(new Intl.DateTimeFormat('pl', { weekday: 'long' }).format(new Date(message.at))),
  )
})

test('another language has its own time, whenever the one before was asked for', async () => {
  const ann = await stage().visit('<chat-room room="impatient" lang="en"></chat-room>', {
    prepare: (context) => context.route('**/locale/fr.mjs', () => {}),
  })
  await ann.isReady()
  const said = await ann.element.evaluate(async (each: HTMLElementTagNameMap['chat-room']) => {
    const words = () => each.shadowRoot?.querySelector('textarea')?.placeholder
    each.lang = 'de'
    // Over after the time of German, and before that of French.
    const over = new Promise((resolve) => setTimeout(resolve, 2_000))
    while (words() === 'Write a message') await new Promise(requestAnimationFrame)
    const german = words()
    each.lang = 'fr'
    await over
    return [german, words()]
  })
  expect(said).toEqual(['Nachricht schreiben', 'Nachricht schreiben'])
})
