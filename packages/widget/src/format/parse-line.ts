import { LINK, toLink } from '../link-text.js'
import { addNode, type TextNode } from './text-node.js'

const MARKS: Partial<Record<string, 'strong' | 'em' | 'del'>> = {
  '*': 'strong',
  '**': 'strong',
  '***': 'strong',
  _: 'em',
  '~~': 'del',
}
const TOKEN = new RegExp(`${LINK}|\`+|\\*+|_+|~+`, 'giu')
// Marks are set around words, not within them. Scripts without cases are another matter: many have no spaces. What else
// stands beside a mark, as in ^_^ or 2*3, makes it none.
const BEFORE = /~|[^\p{Lu}\p{Ll}\p{N}\p{S}\\/.,;:'-]/u
const AFTER = /~|[^\p{Lu}\p{Ll}\p{N}\p{S}\\/]/u
const LETTER = /\p{L}/u
const SPACE = /\s/
const SAYING = /[\p{L}\p{N}\p{Extended_Pictographic}]/u

type Frame = { mark: string; start: number; nodes: TextNode[] }

/**
 * What stands in one line: links, `code`, *bold*, **bold**, _italic_ and ~~struck~~ words. A mark counts only around
 * words, as people set it on purpose: never within a word, never alone. Takes time in proportion to the line.
 */
export function parseLine(line: string): TextNode[] {
  const root: Frame = { mark: '', start: 0, nodes: [] }
  // At most one of each mark is open.
  const frames = [root]
  let top = root
  let done = 0

  const add = (node: TextNode) => addNode(top.nodes, node)
  /** Closes the frames from `index` on, as marks that mean nothing. */
  const dissolve = (index: number) => {
    for (const { mark, nodes } of frames.splice(index)) {
      top = frames.at(-1) ?? root
      add(mark)
      nodes.forEach(add)
    }
  }
  const addUntil = (end: number) => {
    add(line.slice(done, end))
    done = end
  }

  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(line); match; match = TOKEN.exec(line)) {
    const [token] = match
    const start = match.index
    let end = start + token.length
    const before = line[start - 1] ?? ' '
    const after = line[end] ?? ' '
    const type = MARKS[token]
    let node: TextNode
    // Underscores join the words of a tag in every script.
    const isWithinTag = (beside: string) => token === '_' && LETTER.test(beside)
    if (type) {
      const index = frames.findIndex(({ mark }) => mark === token)
      if (SPACE.test(before) || index < 0) {
        if (!BEFORE.test(before) || isWithinTag(before) || SPACE.test(after)) continue
        addUntil(start)
        // The one before was none, or it would have been closed.
        if (index > 0) dissolve(index)
        done = end
        top = { mark: token, start: end, nodes: [] }
        frames.push(top)
        continue
      }
      if (!AFTER.test(after) || isWithinTag(after)) continue
      addUntil(start)
      dissolve(index + 1)
      if (!SAYING.test(line.slice(top.start, start))) {
        dissolve(index)
        continue
      }
      node = { type, children: top.nodes }
      frames.pop()
      top = frames.at(-1) ?? root
    } else if (token.startsWith('`')) {
      const close =
        token.length < 4 && BEFORE.test(before) && !SPACE.test(after)
          ? line.indexOf(token, end)
          : -1
      const code = line.slice(end, Math.max(close, 0))
      if (code.trim() === '') continue
      node = { type: 'code', children: [code] }
      end = close + token.length
    } else {
      const link = toLink(token)
      if (!link) continue
      node = { type: 'a', href: link.href, children: [link.text] }
      end = start + link.text.length
    }
    addUntil(start)
    add(node)
    done = TOKEN.lastIndex = end
  }
  addUntil(line.length)
  dissolve(1)
  return root.nodes
}
