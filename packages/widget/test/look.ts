import type { BrowserContextOptions } from 'playwright-core'

/** How a page is looked at: its width in CSS pixels, which way it reads, and its colours. */
type Look = { width: number; dir: 'ltr' | 'rtl'; colorScheme: 'light' | 'dark' }

/** The look of pages whose test does not ask for one: `CHAT_LOOK=280,rtl,dark`. */
export const look: Look = parse(process.env['CHAT_LOOK'] ?? '1280,ltr,light')

/** The arrow keys to what comes next, and back. */
export const [onward, backward] =
  look.dir === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']

/** Where there is place for everything. */
export const WIDE = { viewport: { width: 1_280, height: 720 } }

export const lookOfBrowser: BrowserContextOptions = {
  viewport: { width: look.width, height: 720 },
  colorScheme: look.colorScheme,
}

function parse(text: string): Look {
  const [width, dir, colorScheme] = text.split(',')
  const isKnown =
    (dir === 'ltr' || dir === 'rtl') && (colorScheme === 'light' || colorScheme === 'dark')
  if (!(Number(width) >= 280) || !isKnown)
    throw new Error(`CHAT_LOOK is ${text}, not like 280,rtl,dark.`)
  return { width: Number(width), dir, colorScheme }
}
