import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { noteTexts } from './note-texts.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

const ATTACKS = [
  '<img src=x onerror="globalThis.pwned = true">',
  '<script>globalThis.pwned = true</script>',
  '<svg/onload=globalThis.pwned=true>',
  '"><iframe srcdoc="<script>parent.pwned = true</script>">',
  '<a href="javascript:globalThis.pwned=true">click</a>',
  'javascript:globalThis.pwned=true',
  '&lt;b&gt;not bold&lt;/b&gt;',
  '${globalThis.pwned = true} {{constructor.constructor("pwned = true")()}}',
]

/** Elements that only markup of a visitor could have made, anywhere in the widget. */
function strangers({ element }: RoomPage) {
  return element.locator('.rows :is(img, script, iframe, a, b), .header :is(img, b), header > b')
}

function isPwned({ page }: RoomPage): Promise<boolean> {
  return page.evaluate(() => 'pwned' in globalThis)
}

test('markup in messages is shown as it was typed, to the author and to others', async () => {
  const markup = '<chat-room room="safety"></chat-room>'
  const [ann, bob] = [await stage().visit(markup), await stage().visit(markup)]
  await Promise.all([ann.isReady(), bob.isReady()])
  for (const attack of ATTACKS) await ann.send(attack)

  await eventually(() => bob.texts.allInnerTexts()).toEqual(ATTACKS)
  expect(await ann.texts.allInnerTexts()).toEqual(ATTACKS)
  for (const visitor of [ann, bob]) {
    expect(await strangers(visitor).count()).toBe(0)
    expect(await isPwned(visitor)).toBe(false)
  }
})

test('a name with markup is shown as text in the header, at messages, and in the typing line', async () => {
  const name = '<img src=x onerror=pwned=1>'
  const ann = await stage().visit(`<chat-room room="names" name="${name}"></chat-room>`)
  const bob = await stage().visit('<chat-room room="names"></chat-room>')
  await Promise.all([ann.isReady(), bob.isReady()])

  expect(await ann.element.locator('.me').innerText()).toBe(name)
  await ann.send('Hello')
  await eventually(() => bob.element.locator('.author-name').allInnerTexts()).toEqual([name])
  const typing = await noteTexts(bob, '.typing')
  await ann.composer.fill('…')
  await eventually(typing).toEqual([`${name} is typing…`])
  for (const visitor of [ann, bob]) {
    expect(await strangers(visitor).count()).toBe(0)
    expect(await isPwned(visitor)).toBe(false)
  }
})

test('only http, https and mail addresses become links, which tell the other site nothing', async () => {
  const ann = await stage().visit('<chat-room room="links"></chat-room>')
  await ann.isReady()
  await ann.send(
    'https://example.com/a?b=<c> www.example.com mailto:a@example.com javascript:alert(1) data:text/html,hi file:///etc',
  )
  const links = await ann.element.locator('.text a').evaluateAll((all) =>
    all.map((link) => ({
      href: link.getAttribute('href'),
      target: link.getAttribute('target'),
      rel: link.getAttribute('rel'),
    })),
  )
  expect(links.map(({ href }) => href)).toEqual([
    'https://example.com/a?b=',
    'https://www.example.com/',
    'mailto:a@example.com',
  ])
  for (const { target, rel } of links) {
    expect(target).toBe('_blank')
    expect(rel?.split(' ')).toEqual(expect.arrayContaining(['noopener', 'nofollow', 'ugc']))
  }
})
