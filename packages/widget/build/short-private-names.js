const LETTERS = 'tesnirohalcdupfmgyvbwkxTCEOANSqPjRIMLBDUFzHVGWKJYXQZ_$'

/**
 * Rollup plugin, after the minifier: names what is private to a class by its place in it. The minifier gives all classes
 * of a file different names, in which compression finds less to repeat.
 */
export function shortPrivateNames() {
  return {
    name: 'short-private-names',
    renderChunk(code) {
      const renamed = []
      visit(this.parse(code), new Map(), renamed)
      let at = 0
      let result = ''
      for (const { start, end, name } of renamed.toSorted((a, b) => a.start - b.start)) {
        result += `${code.slice(at, start)}#${name}`
        at = end
      }
      return { code: result + code.slice(at), map: null }
    },
  }
}

function visit(node, names, renamed) {
  if (node.type === 'PrivateIdentifier') {
    renamed.push({ start: node.start, end: node.end, name: names.get(node.name) })
    return
  }
  const known = node.type === 'ClassBody' ? withOwn(node, names) : names
  for (const child of childrenOf(node)) visit(child, known, renamed)
}

/** The names of a class, in the order in which they are first used, behind those of the classes around it. */
function withOwn(body, outer) {
  const own = new Set(
    body.body.filter(({ key }) => key?.type === 'PrivateIdentifier').map(({ key }) => key.name),
  )
  const names = new Map(outer)
  let count = outer.size
  for (const name of usedIn(body)) {
    if (own.delete(name)) names.set(name, nameAt(count++))
  }
  return names
}

function* usedIn(node) {
  if (node.type === 'PrivateIdentifier') yield node.name
  for (const child of childrenOf(node)) yield* usedIn(child)
}

function* childrenOf(node) {
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') yield child
    }
  }
}

function nameAt(index) {
  const rest = Math.floor(index / LETTERS.length)
  return (rest > 0 ? LETTERS[rest - 1] : '') + LETTERS[index % LETTERS.length]
}
