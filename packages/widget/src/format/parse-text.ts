import { parseLine } from './parse-line.js'
import { addNode, type TextNode } from './text-node.js'

/** Quotes and lists within one another; what is deeper is text. */
const MOST_LEVELS = 3
const FENCE = '```'
/** What may follow an opening fence and is not code: the name of a language. */
const LANGUAGE = /^[\w+#.-]*$/
const QUOTE = /^> +\S/
const ITEM = /^(?:[-*]|(\d\d?)\.) +(?=[^\s*-]|[*-]\S)/

/** What a message says, as a tree: text, links, code, quotes and lists. Makes no HTML; takes linear time. */
export function parseText(text: string, level = 0): TextNode[] {
  const lines = text.split('\n')
  const blocks: TextNode[] = []
  let words: string[] = []
  const flush = () => {
    // Beside a block the empty lines around are for nothing; a text alone stays as it is.
    const said = words.length === lines.length ? text : words.join('\n').trim()
    words = []
    if (said !== '') blocks.push({ type: 'div', children: parseLines(said) })
  }
  const add = (node: TextNode) => {
    flush()
    blocks.push(node)
  }

  const lastFence = lines.findLastIndex(endsFence)
  let at = 0
  const line = () => lines[at] ?? ''
  while (at < lines.length) {
    const code = at < lastFence && takeCode(lines, at)
    if (code) {
      add({ type: 'pre', children: [code.text] })
      at = code.next
    } else if (level < MOST_LEVELS && QUOTE.test(line())) {
      const quoted: string[] = []
      for (; /^>(?: |$)/.test(line()); at += 1) quoted.push(line().slice(2))
      add({ type: 'blockquote', children: parseText(quoted.join('\n'), level + 1) })
    } else if (level < MOST_LEVELS && ITEM.test(line())) {
      const items: TextNode[] = []
      const isNumbered = /^\d/.test(line())
      for (
        let item = ITEM.exec(line());
        item && isNumbered === (item[1] !== undefined);
        item = ITEM.exec(line())
      ) {
        const own = [line().slice(item[0].length)]
        at += 1
        // What is set in below an item belongs to it.
        const [indent] = /^ {2,4}(?=\S)/.exec(line()) ?? ['']
        for (; indent && line().startsWith(indent); at += 1) own.push(line().slice(indent.length))
        const children = parseText(own.join('\n'), level + 1)
        items.push({ type: 'li', value: item[1], children })
      }
      add({ type: isNumbered ? 'ol' : 'ul', children: items })
    } else {
      words.push(line())
      at += 1
    }
  }
  flush()
  const [first] = blocks
  return blocks.length === 1 && typeof first === 'object' && first.type === 'div'
    ? first.children
    : blocks
}

function parseLines(text: string): TextNode[] {
  const nodes: TextNode[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) addNode(nodes, '\n')
    for (const node of parseLine(line)) addNode(nodes, node)
  }
  return nodes
}

function endsFence(line: string): boolean {
  return line.trimEnd().endsWith(FENCE)
}

/** The code between the fence in a line and the next, and the line after it; undefined where there is no code. */
function takeCode(
  lines: readonly string[],
  at: number,
): { text: string; next: number } | undefined {
  const opening = lines[at] ?? ''
  // More than one fence in the line: that is code within a text.
  if (opening.lastIndexOf(FENCE) !== 0) return undefined
  let end = at + 1
  while (!endsFence(lines[end] ?? FENCE)) end += 1
  const first = opening.slice(FENCE.length)
  const last = lines[end]?.trimEnd().slice(0, -FENCE.length) ?? ''
  const code = lines.slice(at + 1, end)
  const isLanguage = last === '' && code.length > 0 && LANGUAGE.test(first)
  if (!isLanguage && first !== '') code.unshift(first)
  if (last !== '') code.push(last)
  const text = code.join('\n')
  return text.trim() === '' ? undefined : { text, next: end + 1 }
}
