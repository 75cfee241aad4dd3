/** A piece of a message, named after the element that shows it; a string is text, and nothing but text. */
export type TextNode =
  | string
  | { type: 'a'; href: string; children: TextNode[] }
  | { type: 'li'; value?: string | undefined; children: TextNode[] }
  | {
      type: 'strong' | 'em' | 'del' | 'code' | 'pre' | 'blockquote' | 'ul' | 'ol' | 'div'
      children: TextNode[]
    }

/** Adds to the end, text to text. */
export function addNode(nodes: TextNode[], node: TextNode): void {
  const last = nodes.length - 1
  const before = nodes[last]
  if (typeof node === 'string' && typeof before === 'string') nodes[last] = before + node
  else if (node !== '') nodes.push(node)
}
