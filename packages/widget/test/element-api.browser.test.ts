import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { useStage } from './stage.js'

const stage = useStage()

type Named = { name: string }
type Declaration = { tagName: string; attributes: Named[]; members: Named[] }
type Manifest = { modules: { declarations?: Declaration[] }[] }

const { modules } = JSON.parse(
  readFileSync(new URL('../dist/custom-elements.json', import.meta.url), 'utf8'),
) as Manifest

/** Styled by the attribute alone: the element need not notice. */
const UNOBSERVED = ['position']

const visitBoth = () =>
  stage().visit('<chat-room room="api"></chat-room><chat-launcher></chat-launcher>', {
    script: ['chat.js', 'launcher.js']
      .map((name) => `<script src="${stage().url}/${name}"></script>`)
      .join(''),
  })

test('what custom-elements.json says of the elements is what they have', async () => {
  const { page } = await visitBoth()
  const declarations = modules.flatMap(({ declarations = [] }) => declarations)
  expect(declarations.map(({ tagName }) => tagName)).toEqual(['chat-room', 'chat-launcher'])
  for (const { tagName, attributes, members } of declarations) {
    const found = await page.evaluate((name) => {
      const element = customElements.get(name)
      const names: string[] = []
      for (let at = element; at && at !== HTMLElement; at = Object.getPrototypeOf(at))
        names.push(...Object.getOwnPropertyNames(at.prototype))
      return {
        attributes: (element as unknown as { observedAttributes: string[] }).observedAttributes,
        members: names.filter((each) => !/^constructor$|Callback$/.test(each)),
      }
    }, tagName)
    const listed = (names: Named[]) => names.map(({ name }) => name).toSorted()
    expect(
      listed(attributes).filter((name) => !UNOBSERVED.includes(name)),
      `Name the attributes of <${tagName}> in build/element-looks.js.`,
    ).toEqual(found.attributes.toSorted())
    expect(listed(members), `What <${tagName}> has, and what is said of it.`).toEqual(
      found.members.toSorted(),
    )
  }
})

test('attributes are properties, and null or undefined, as frameworks set them, take them away', async () => {
  const { page } = await visitBoth()
  const seen = await page.evaluate(() => {
    const facts: Record<string, unknown> = {}
    const properties = {
      'chat-room': ['room', 'server', 'name', 'theme'],
      'chat-launcher': ['label'],
    }
    properties['chat-launcher'].push('position', ...properties['chat-room'])
    for (const [name, keys] of Object.entries(properties)) {
      for (const key of keys) {
        const element = document.createElement(name)
        const values = ['dark', undefined, 'dark', null].map((value) => {
          Reflect.set(element, key, value)
          return element.getAttribute(key)
        })
        element.setAttribute(key, 'light')
        facts[`${name} ${key}`] = [...values, Reflect.get(element, key)].join()
      }
    }
    return facts
  })
  expect(Object.keys(seen)).toHaveLength(10)
  for (const [name, fact] of Object.entries(seen)) expect(fact, name).toBe('dark,,dark,,light')
})

test('a name of the page that is too long is cut, and one of blanks is none', async () => {
  const nameOf = async (name: string) => {
    const visitor = await stage().visit(`<chat-room room="names" name="${name}"></chat-room>`)
    await visitor.isReady()
    return visitor.element.evaluate(
      (each: HTMLElementTagNameMap['chat-room']) => each.user?.name ?? '',
    )
  }
  expect(await nameOf(` ${'😀'.repeat(40)}`)).toBe('😀'.repeat(32))
  expect(await nameOf(' ')).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
})

test('what a page set before the script came holds', async () => {
  const { page, element } = await stage().visit(
    '<chat-room></chat-room><chat-launcher></chat-launcher>',
    {
      script: '',
    },
  )
  await page.evaluate(async (url) => {
    for (const name of ['chat-room', 'chat-launcher'])
      Object.assign(document.querySelector(name) ?? {}, {
        room: 'early',
        server: url,
        strings: { placeholder: 'Words of the page' },
      })
    for (const name of ['launcher.js', 'chat.js']) {
      const script = document.createElement('script')
      script.src = `${url}/${name}`
      document.head.append(script)
      await new Promise((resolve) => (script.onload = resolve))
    }
  }, stage().url)
  await element.getByPlaceholder('Words of the page').waitFor()
  expect(await page.locator('chat-launcher').getAttribute('room')).toBe('early')
  await page.getByRole('button', { name: 'Chat' }).click()
  await eventually(() => page.getByPlaceholder('Words of the page').count()).toBe(2)
  await page.evaluate(() => {
    const launcher = document.querySelector('chat-launcher')
    if (launcher) launcher.strings = { placeholder: 'Other words' }
  })
  await page.locator('chat-launcher').getByPlaceholder('Other words').waitFor()
})

test('events cross the shadow roots of other components', async () => {
  const { page } = await stage().visit('<my-component></my-component>')
  const types = await page.evaluate(async () => {
    const host = document.querySelector('my-component')
    const inner = document.createElement('div')
    host?.attachShadow({ mode: 'open' }).append(inner)
    const room = document.createElement('chat-room')
    const heard = new Set<string>()
    const ready = new Promise((resolve) => document.addEventListener('chat-ready', resolve))
    for (const type of ['chat-ready', 'chat-message', 'chat-status', 'chat-error'])
      document.addEventListener(type, ({ target }) => target === host && heard.add(type))
    room.room = 'nested'
    inner.attachShadow({ mode: 'open' }).append(room)
    await ready
    await room.send('Hello')
    room.room = 'not a room'
    return [...heard].sort()
  })
  expect(types).toEqual(['chat-error', 'chat-message', 'chat-ready', 'chat-status'])
})
