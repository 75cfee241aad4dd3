import type { Locator } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
// eslint-disable-next-line import-x/no-relative-packages -- what browser tests of all packages stand on is the repository's own
import { audit } from '../../../test/audit.js'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { holdLanguages } from './hold-languages.js'
import type { RoomPage } from './room-page.js'
import { useStage, type Visit } from './stage.js'

const stage = useStage()

/** Paths of the language files that a page asks for. */
function noteLanguages(asked: string[]): Visit {
  return {
    prepare: async (context) => {
      context.on('request', (request) => {
        const { pathname } = new URL(request.url())
        if (pathname.startsWith('/locale/')) asked.push(pathname)
      })
    },
  }
}

/** The words of the field; undefined where nothing is drawn. */
function placeholder({ element }: RoomPage): Promise<string | undefined> {
  return element.evaluate(({ shadowRoot }) => shadowRoot?.querySelector('textarea')?.placeholder)
}

const PLACEHOLDERS = {
  ar: 'اكتب رسالة',
  de: 'Nachricht schreiben',
  en: 'Write a message',
  es: 'Escribe un mensaje',
  fr: 'Écrire un message',
  he: 'כתיבת הודעה',
  hi: 'संदेश लिखें',
  it: 'Scrivi un messaggio',
  ja: 'メッセージを入力',
  pt: 'Sua mensagem',
  tr: 'Mesaj yazın',
  zh: '输入消息',
}

test('an English page loads no language', async () => {
  const asked: string[] = []
  const ann = await stage().visit(
    '<chat-room room="en" lang="en-GB"></chat-room>',
    noteLanguages(asked),
  )
  await ann.isReady()
  await ann.send('Hello')
  expect([await placeholder(ann), asked]).toEqual(['Write a message', []])
})

test('each language is spoken, and its file alone is loaded, once for all rooms of the page', async () => {
  const asked: string[] = []
  const ann = await stage().visit(
    '<chat-room room="all" lang="de"></chat-room><chat-room room="other" lang="de-AT"></chat-room>',
    noteLanguages(asked),
  )
  const room = ann.element.first()
  await eventually(() => ann.element.locator('textarea').count()).toBe(2)
  expect(asked).toEqual(['/locale/de.mjs'])
  for (const [language, words] of Object.entries(PLACEHOLDERS)) {
    await room.evaluate((element, lang) => element.setAttribute('lang', lang), language)
    await eventually(() => room.locator('textarea').getAttribute('placeholder')).toBe(words)
    expect(await room.locator('.room').getAttribute('lang')).toBe(language)
  }
  expect(new Set(asked).size).toBe(11)
  expect(asked).toHaveLength(11)
})

test('the module, the classic script and a page elsewhere find the languages beside the script', async () => {
  const module = `<script type="module" src="${stage().url}/chat.mjs"></script>`
  for (const script of [undefined, module]) {
    const ann = await stage().visit('<chat-room room="beside" lang="fr"></chat-room>', {
      ...(script && { script }),
      headers: { 'Content-Security-Policy': csp() },
    })
    await eventually(() => placeholder(ann)).toBe('Écrire un message')
  }
})

test('the language is that of the page, also where that changes, else that of the browser', async () => {
  const ann = await stage().visit(
    '<section lang="tr"></section><chat-room room="page"></chat-room>',
    {
      browser: { locale: 'it-CH' },
      script: `<script>document.documentElement.removeAttribute('lang')</script><script src="${stage().url}/chat.js"></script>`,
    },
  )
  await eventually(() => placeholder(ann)).toBe('Scrivi un messaggio')
  await ann.page.evaluate(() => (document.documentElement.lang = 'pt-BR'))
  await eventually(() => placeholder(ann)).toBe('Sua mensagem')
  await ann.page.evaluate(() =>
    document.querySelector('section')?.append(document.querySelector('chat-room') ?? ''),
  )
  await eventually(() => placeholder(ann)).toBe('Mesaj yazın')
  await ann.page.evaluate(() => ((document.querySelector('section') as HTMLElement).lang = 'sv'))
  await ann.element.evaluate((element) =>
    element.setAttribute('lang', 'xx-invalid-tag-that-is-none'),
  )
  await eventually(() => placeholder(ann)).toBe('Write a message')
})

test('a room is drawn once its words are there: nothing is said in English before', async () => {
  const { visit, release } = holdLanguages()
  const ann = await stage().visit('<chat-room room="flash" lang="ja"></chat-room>', {
    prepare: async (context) => {
      await visit.prepare?.(context)
      await context.clock.install()
      await context.clock.pauseAt(Date.now() + 10_000)
    },
  })
  // Time for other tabs to say who the visitor is, and less than words are waited for.
  await ann.page.clock.runFor(1_000)
  await ann.page.waitForFunction(() => document.querySelector('chat-room')?.status === 'connected')
  const drawn = await ann.element.evaluate((element) => {
    const seen: string[] = []
    Object.assign(globalThis, { seen })
    const look = () => seen.push(element.shadowRoot?.querySelector('textarea')?.placeholder ?? '')
    new MutationObserver(look).observe(element.shadowRoot ?? element, {
      childList: true,
      subtree: true,
      attributes: true,
    })
    return element.shadowRoot?.childElementCount
  })
  expect(drawn).toBe(0)
  await release()
  await eventually(() => placeholder(ann)).toBe('メッセージを入力')
  const seen = await ann.page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)
  expect(seen).not.toContain('Write a message')
})

test('words that take long are waited for in English, and take over; what was written stays', async () => {
  const { visit, release } = holdLanguages()
  const ann = await stage().visit('<chat-room room="slow" lang="es"></chat-room>', visit)
  await eventually(() => placeholder(ann)).toBe('Write a message')
  await ann.composer.fill('Hola')
  await release()
  await eventually(() => placeholder(ann)).toBe('Escribe un mensaje')
  expect(await ann.element.locator('textarea').inputValue()).toBe('Hola')
})

test('where a language cannot be had the room is English', async () => {
  const ann = await stage().visit('<chat-room room="broken" lang="hi"></chat-room>', {
    prepare: (context) => context.route('**/locale/*.mjs', (route) => route.abort()),
  })
  await ann.isReady()
  expect(await placeholder(ann)).toBe('Write a message')
})

test('while another language is on its way the old one stays', async () => {
  const { visit, release } = holdLanguages()
  const ann = await stage().visit('<chat-room room="change" lang="en"></chat-room>', visit)
  await ann.isReady()
  await ann.element.evaluate((element) => element.setAttribute('lang', 'zh-Hans'))
  expect(await placeholder(ann)).toBe('Write a message')
  await release()
  await eventually(() => placeholder(ann)).toBe('输入消息')
})

test.each([
  ['lang="ar"', '', 'rtl'],
  ['lang="he"', 'dir="ltr"', 'rtl'],
  ['lang="ar" dir="ltr"', '', 'ltr'],
  ['lang="de"', 'dir="rtl"', 'ltr'],
  ['lang="en" dir="rtl"', '', 'rtl'],
  ['', 'lang="ar" dir="rtl"', 'rtl'],
  ['', 'lang="ar"', 'rtl'],
  ['', 'dir="rtl"', 'rtl'],
])('a room with %s on a page with %s reads %s', async (attributes, page, direction) => {
  const ann = await stage().visit(
    `<div ${page}><chat-room room="turned" ${attributes}></chat-room></div>`,
  )
  await ann.element.locator('textarea').waitFor()
  const room = ann.element.locator('.room')
  // Words that take long are waited for in English.
  await eventually(() => room.evaluate((each) => getComputedStyle(each).direction)).toBe(direction)
})

test.each(['ar', 'he'] as const)(
  'a room in %s has no violation, and nothing of it is out of place',
  async (lang) => {
    const zoe = await joinAs(stage(), 'Zoe', `audit-${lang}`)
    await zoe.send('Hello, *world*!')
    await zoe.send('שלום https://example.com عليكم')
    const ann = await stage().visit(
      `<main lang="${lang}"><h1>Help</h1><chat-room room="audit-${lang}"></chat-room></main>`,
      { browser: { viewport: { width: 390, height: 700 }, reducedMotion: 'reduce' } },
    )
    await eventually(() => ann.texts.count()).toBe(2)
    await eventually(() => placeholder(ann)).toBe(PLACEHOLDERS[lang])
    await ann.element.locator('textarea').fill('مرحبا')
    await ann.element.locator('textarea').press('Enter')
    await ann.element.locator('.row.own:not(.pending)').waitFor()
    expect(await audit(ann.page)).toEqual([])
    const direction = () =>
      ann.element.locator('textarea').evaluate((field) => getComputedStyle(field).direction)
    // What is empty says something in the language; what is typed reads as it is.
    expect(await direction()).toBe('rtl')
    await ann.element.locator('textarea').fill('Hello')
    expect(await direction()).toBe('ltr')
    await ann.element.locator('textarea').fill('')
    const { own, others } = await ann.element.evaluate(({ shadowRoot }) => ({
      own: shadowRoot?.querySelector('.row.own .bubble')?.getBoundingClientRect().left ?? NaN,
      others:
        shadowRoot?.querySelector('.row:not(.own) .bubble')?.getBoundingClientRect().right ?? NaN,
    }))
    const [name, count] = await Promise.all(
      ['.room-name', '.count bdi'].map((each) => ann.element.locator(each).boundingBox()),
    )
    expect((name?.x ?? 0) + (name?.width ?? 0)).toBeCloseTo(
      (count?.x ?? 0) + (count?.width ?? 0),
      0,
    )
    expect(own).toBeLessThan(60)
    expect(others).toBeGreaterThan(300)
  },
)

test('from right to left, who is typing and what is answered are said in the order of the words', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'order')
  await zoe.send(`Shall we meet ${'at the old mill '.repeat(10)}tomorrow?`)
  const ann = await stage().visit(
    '<main lang="ar" dir="rtl"><chat-room room="order"></chat-room></main>',
    { browser: { viewport: { width: 390, height: 700 } } },
  )
  await eventually(() => ann.texts.count()).toBe(1)
  const keys = setInterval(() => zoe.setTyping(true), 1_000)
  onTestFinished(() => clearInterval(keys))
  const typing = ann.element.locator('.typing')
  await eventually(() => typing.innerText()).toBe('Zoe يكتب الآن…')
  expect(await placesOf(typing, ['Zoe', '…'])).toBe('Zoe, …')
  await ann.element.evaluate((element: HTMLElementTagNameMap['chat-room']) => {
    element.replyTo = element.messages[0]?.id ?? ''
  })
  // Of a name and a text from left to right, too, the end is what is cut off.
  const said = ['رد على', 'Shall', 'Zoe', 'tomorrow']
  expect(await placesOf(ann.element.locator('.editing span'), said)).toBe('رد على, Shall, Zoe')
})

test('a site’s own words hold, set before or after, and over every language', async () => {
  const ann = await stage().visit('<chat-room room="own" lang="de"></chat-room>', {
    prepare: (context) =>
      context.addInitScript(() => {
        addEventListener('DOMContentLoaded', () => {
          const room = document.querySelector('chat-room')
          if (room) room.strings = { placeholder: 'Frag uns', empty: 'Noch nichts' }
        })
      }),
  })
  await eventually(() => placeholder(ann)).toBe('Frag uns')
  await ann.element.getByText('Noch nichts').waitFor()
  await ann.element.getByText('Sag Hallo.').waitFor()
  await ann.element.evaluate((element: HTMLElementTagNameMap['chat-room']) => {
    element.strings = { people: { one: 'nur du', other: '{count} im Raum' } }
  })
  await eventually(() => placeholder(ann)).toBe('Nachricht schreiben')
  await ann.element.getByText('nur du').waitFor()
})

test('what is wrong is said in the language too', async () => {
  const ann = await stage().visit('<chat-room lang="fr"></chat-room>')
  await ann.element.getByText('Le chat ne connaît pas son salon').waitFor()
  await ann.element.evaluate((element) => element.setAttribute('lang', 'en'))
  await ann.element.getByText('does not know its room').waitFor()
})

/** These words as they stand in the element, from its right edge; without those that are cut off. */
function placesOf(element: Locator, words: string[]): Promise<string> {
  return element.evaluate((each, names) => {
    const texts = document.createTreeWalker(each, NodeFilter.SHOW_TEXT)
    const text = texts.nextNode() ?? each
    const { left, bottom } = each.getBoundingClientRect()
    const places = names.map((name) => {
      const range = document.createRange()
      range.setStart(text, text.textContent?.indexOf(name) ?? NaN)
      range.setEnd(text, range.startOffset + name.length)
      return { name, at: range.getBoundingClientRect() }
    })
    const shown = places.filter(({ at }) => at.left >= left && at.top < bottom)
    return shown
      .toSorted((a, b) => b.at.right - a.at.right)
      .map(({ name }) => name)
      .join(', ')
  }, words)
}

function csp(): string {
  const { url } = stage()
  return `default-src 'none'; script-src ${url}; connect-src ${url} ${url.replace('http', 'ws')}; require-trusted-types-for 'script'; trusted-types 'none'`
}
