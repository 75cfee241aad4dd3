import { parseText } from './parse-text.js'
import type { TextNode } from './text-node.js'

/** What a message says without the marks of its format, for who hears it or sees little of it. */
export function plainText(text: string): string {
  return parseText(text).map(read).join('').trim()
}

function read(node: TextNode): string {
  if (typeof node === 'string') return node
  const isBlock = /^(?:div|pre|blockquote|li)$/.test(node.type)
  return (isBlock ? '\n' : '') + node.children.map(read).join('')
}
