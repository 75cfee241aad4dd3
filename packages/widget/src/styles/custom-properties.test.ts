import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = `${import.meta.dirname}/..`
const sheets = globSync(
  ['styles/*.ts', '{tools,launcher}/styles.ts', '{alerts,desk}/*-styles.ts'],
  {
    cwd: folder,
  },
)
  .filter((path) => !path.includes('.test.'))
  .map((path) => [path, readFileSync(`${folder}/${path}`, 'utf8')] as const)

/** What a page may set is taken out, with what holds where it does not; what the visitor's system decides stays. */
function withoutCustomProperties(css: string): string {
  const start = css.indexOf('var(--')
  if (start === -1) return css
  let depth = 0
  let end = start + 'var'.length
  do {
    if (css[end] === '(') depth += 1
    if (css[end] === ')') depth -= 1
    end += 1
  } while (depth > 0)
  return css.slice(0, start) + withoutCustomProperties(css.slice(end))
}

test('there are style sheets to look at', () => {
  expect(sheets.length).toBeGreaterThan(6)
})

test.each(sheets)('a page can set every colour, corner and font in %s', (_, css) => {
  const fixed = withoutCustomProperties(css)
    .split(/[;{}\n]/)
    .map((declaration) => declaration.trim())
    .filter(
      (declaration) =>
        /#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)\(/i.test(declaration) ||
        /radius: .*[1-9]/.test(declaration) ||
        /^font-weight: \S/.test(declaration) ||
        /^font(-family)?: .*[a-z-]+(sans|serif|mono)/.test(declaration),
    )
  expect(fixed).toEqual([])
})
