import type { BrowserContext, Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

/** Nothing but the widget's script and its connection; no style, no policy for Trusted Types. */
function strictest(server: string): string {
  return [
    `default-src 'none'`,
    `script-src ${server}`,
    `connect-src ${server} ${server.replace('http', 'ws')}`,
    `style-src 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ')
}

/** What the browser complains of, from the load of the page on. */
class Complaints {
  readonly all: string[] = []

  readonly collect = async (context: BrowserContext): Promise<void> => {
    context.on('weberror', (thrown) => this.all.push(thrown.error().message))
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.all.push(message.text())
    })
    await context.exposeFunction('complain', (violation: string) => this.all.push(violation))
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
        const { complain } = globalThis as unknown as { complain: (violation: string) => void }
        complain(`${violatedDirective} ${sample}`)
      })
    })
  }
}

function visitStrictly(room: string, script: string, complaints: Complaints): Promise<RoomPage> {
  const { url } = stage()
  return stage().visit(`<chat-room room="${room}" theme="light"></chat-room>`, {
    script: script.replace('SERVER', url),
    headers: { 'Content-Security-Policy': strictest(url) },
    prepare: complaints.collect,
  })
}

test.each([
  ['script', '<script src="SERVER/chat.js"></script>'],
  ['module', '<script type="module" src="SERVER/chat.mjs" crossorigin></script>'],
])(
  'the widget as a %s works under the strictest policy, styled, without one violation',
  async (kind, script) => {
    const complaints = new Complaints()
    const ann = await visitStrictly(kind, script, complaints)
    await ann.isReady()
    await ann.send('Hello https://example.com')
    await ann.element.getByRole('button', { name: 'Message options' }).click()
    await ann.element.getByRole('menuitem', { name: 'Edit', exact: true }).click()
    await ann.composer.press('Escape')
    await ann.element.getByRole('button', { name: /^Change your name/ }).click()

    expect(await styleOf(ann.element.locator('.row.own .bubble'), 'background-color')).toBe(
      'rgb(70, 86, 216)',
    )
    expect(await styleOf(ann.element, 'display')).toBe('block')
    const author = await stage().visit(`<chat-room room="${kind}" name="Zoe"></chat-room>`)
    await author.isReady()
    await author.send('Hi')
    await ann.texts.nth(1).waitFor()
    expect(await styleOf(ann.element.locator('.author-name'), 'color')).toMatch(/^oklch\(0\.46 /)
    expect(complaints.all).toEqual([])
  },
)

test('the policy of these tests does bite', async () => {
  const complaints = new Complaints()
  const ann = await visitStrictly('none', '<script>1</script><style>p{}</style>', complaints)
  const isRefused = await ann.page.evaluate(() => {
    try {
      document.createElement('div').innerHTML = '<b>x</b>'
      return false
    } catch {
      return true
    }
  })
  expect(isRefused).toBe(true)
  for (const directive of ['script-src', 'style-src', 'require-trusted-types-for']) {
    await eventually(() => complaints.all.join('\n')).toContain(directive)
  }
})

function styleOf(element: Locator, property: string): Promise<string> {
  return element.evaluate((each, name) => getComputedStyle(each).getPropertyValue(name), property)
}
