const STYLES =
  /[/\\]src[/\\](styles[/\\]|(launcher|tools)[/\\]styles|alerts[/\\]alerts-menu-styles)/

/** Rollup plugin: takes the white space and comments that nobody reads out of the style sheets in template strings. */
export function shortStyles() {
  return {
    name: 'short-styles',
    transform(code, path) {
      if (!STYLES.test(path)) return null
      return { code: code.replace(/`[^`]*`/g, shorten), map: null }
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
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
}
