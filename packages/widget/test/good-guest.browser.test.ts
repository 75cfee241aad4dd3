import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { useStage, type Visit } from './stage.js'

const stage = useStage()

/** Collects what goes wrong in the page, from its load on. */
function collect(errors: string[]): Pick<Visit, 'prepare'> {
  return {
    prepare: async (context) => {
      context.on('weberror', (thrown) => errors.push(thrown.error().message))
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
    },
  }
}

test('the script twice, classic and module, defines the element once and harms nothing', async () => {
  const errors: string[] = []
  const { url } = stage()
  const script = `<script src="${url}/chat.js"></script>`
  const ann = await stage().visit('<chat-room room="twice"></chat-room>', {
    ...collect(errors),
    script: `${script}${script}<script type="module" src="${url}/chat.mjs"></script>`,
  })
  await ann.isReady()
  await ann.send('Hello')
  await ann.page.evaluate(async (address) => {
    const late = document.createElement('script')
    late.src = `${address}/chat.js?again`
    const loaded = new Promise((resolve) => late.addEventListener('load', resolve))
    document.head.append(late)
    await loaded
  }, url)
  expect(await ann.texts.allInnerTexts()).toEqual(['Hello'])
  expect(errors).toEqual([])
})

test('the ES module talks to the server that it came from, and needs no attribute', async () => {
  const ann = await stage().visit('<chat-room room="module"></chat-room>', {
    script: `<script type="module" src="${stage().url}/chat.mjs"></script>`,
  })
  await ann.isReady()
  await ann.send('Hello')
})

test('an async script brings the elements to life that are there already', async () => {
  const ann = await stage().visit('<chat-room room="late"></chat-room>', {
    script: `<script async src="${stage().url}/chat.js"></script>`,
  })
  await ann.isReady()
})

test('properties set before the script came hold', async () => {
  const ann = await stage().visit('<chat-room></chat-room>', {
    script: `<script type="module" src="${stage().url}/chat.mjs"></script>`,
    prepare: (context) =>
      context.addInitScript(() => {
        const observer = new MutationObserver(() => {
          const room = document.querySelector('chat-room')
          if (!room) return
          observer.disconnect()
          Object.assign(room, { room: 'early', name: 'Ann', theme: 'dark' })
        })
        observer.observe(document, { childList: true, subtree: true })
      }),
  })
  await ann.isReady()
  await eventually(() => ann.element.locator('.room-name').innerText()).toBe('early')
  await eventually(() => ann.element.locator('.me').innerText()).toBe('Ann')
  expect(await ann.element.getAttribute('theme')).toBe('dark')
})

test("it works inside another component's shadow root", async () => {
  const ann = await stage().visit('<div id="host"></div>')
  await ann.page.evaluate(() => {
    const root = document.querySelector('#host')?.attachShadow({ mode: 'open' })
    const room = document.createElement('chat-room')
    room.room = 'nested'
    root?.append(room)
  })
  await ann.log.waitFor()
  await ann.send('Hello')
  await ann.element.getByRole('button', { name: 'Message options' }).press('Enter')
  await ann.element.getByRole('menuitem', { name: 'Edit', exact: true }).press('Enter')
  await ann.composer.fill('Hello again')
  await ann.composer.press('Enter')
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['Hello again'])
})

test('keys typed in it are not the shortcuts of the page; Tab and an unused Escape are', async () => {
  const ann = await stage().visit('<chat-room room="keys"></chat-room>')
  await ann.isReady()
  await ann.page.evaluate(() => {
    const heard: string[] = []
    Object.assign(globalThis, { heard })
    for (const type of ['keydown', 'keypress', 'keyup'] as const) {
      document.addEventListener(type, ({ key }) => heard.push(`${type} ${key}`))
    }
  })
  const heard = async () => [
    ...new Set(await ann.page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)),
  ]
  await ann.composer.pressSequentially('gj/?1')
  await ann.composer.press('Control+k')
  await ann.composer.press('Enter')
  await ann.element.getByRole('button', { name: 'Message options' }).press('Enter')
  await ann.element.getByRole('menuitem', { name: 'Edit', exact: true }).press('Enter')
  expect(await heard()).toEqual([])
  await ann.composer.press('Escape')
  await eventually(() => ann.element.getByText('Editing your message').count()).toBe(0)
  await ann.element.getByRole('button', { name: /^Change your name/ }).press('Enter')
  await ann.element.getByRole('textbox', { name: 'Your name' }).fill('Ann')
  await ann.page.keyboard.press('Enter')
  await ann.element.getByText('Ann').waitFor()
  expect(await heard()).toEqual([])

  await ann.composer.press('Escape')
  await ann.composer.press('Tab')
  expect((await heard()).toSorted()).toEqual([
    'keydown Escape',
    'keydown Tab',
    'keyup Escape',
    'keyup Tab',
  ])
})

test('nothing of it is in the page but the element: no global, no style, no node', async () => {
  const traces = (page: Page) =>
    page.evaluate(() => ({
      globals: Object.getOwnPropertyNames(globalThis).filter((name) => !name.startsWith('__')),
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      nodes: document.querySelectorAll('*').length,
    }))
  const empty = await stage().visit('<chat-room room="traces"></chat-room>', {
    script: '<script>1</script>',
  })
  const before = await traces(empty.page)
  const ann = await stage().visit('<chat-room room="traces"></chat-room>')
  await ann.isReady()
  await ann.send('Hello')
  const { globals, ...others } = await traces(ann.page)
  expect(globals.filter((name) => !before.globals.includes(name))).toEqual([])
  expect({ ...others, globals: before.globals }).toEqual(before)
})
