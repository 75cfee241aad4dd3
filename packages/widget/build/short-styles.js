import { globSync, readFileSync } from 'node:fs'

const SOURCES = /[/\\]widget[/\\]src[/\\]/
const STYLES =
  /[/\\]src[/\\](styles[/\\]|(launcher|tools)[/\\]styles|desk[/\\]desk-styles|alerts[/\\]alerts-menu-styles)/
/** A custom property that is the widget's own, not for pages to set. */
const OWN_PROPERTY = /--_[a-z-]+/g

/** All that there are, so that a name is the same in every file: the styles of one stand on those of another. */
const ownProperties = [
  ...new Set(
    globSync('../src/**/*.{ts,tsx}', { cwd: import.meta.dirname })
      .map((path) => readFileSync(new URL(path, import.meta.url), 'utf8'))
      .flatMap((text) => text.match(OWN_PROPERTY) ?? []),
  ),
].sort()

/** Rollup plugin: takes out of styles in template strings what nobody reads, and shortens names that no page knows. */
export function shortStyles() {
  return {
    name: 'short-styles',
    transform(code, path) {
      if (!SOURCES.test(path)) return null
      const styled = STYLES.test(path) ? code.replace(/`[^`]*`/g, shorten) : code
      const short = (name) => `--_${ownProperties.indexOf(name).toString(36)}`
      return { code: styled.replace(OWN_PROPERTY, short), map: null }
    },
  }
}

function shorten(css) {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/='([a-z]+)'/g, '=$1')
    .replace(/#([0-9a-f])\1([0-9a-f])\2([0-9a-f])\3\b/g, '#$1$2$3')
    .replace(/\b0\./g, '.')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
}
