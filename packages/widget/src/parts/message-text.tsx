import { h, type Attributes, type ComponentChild } from 'preact'
import { parseText } from '../format/parse-text.js'
import type { TextNode } from '../format/text-node.js'

const EMOJI =
  /^(?:(?:\p{RI}{2}|[\d#*]\ufe0f?\u20e3|\p{ExtPict}[\ufe0f\p{EMod}\u{e0020}-\u{e007f}]*(?:\u200d\p{ExtPict}[\ufe0f\p{EMod}]*)*)\s*){1,3}$/u

/** A text with its links, lists and emphasis. Elements are made of what was parsed, never of HTML. */
export function MessageText({ text }: { text: string }) {
  return (
    <div class={`text${EMOJI.test(text) ? ' emoji' : ''}`} part="message-text" dir="auto">
      {parseText(text).map(draw)}
    </div>
  )
}

function draw(node: TextNode): ComponentChild {
  if (typeof node === 'string') return node
  const { type, children, ...own } = node
  const attributes: Attributes & Record<string, unknown> = own
  if (type === 'a') Object.assign(attributes, { target: '_blank', rel: 'noopener nofollow ugc' })
  if (type === 'pre') attributes.dir = 'ltr'
  return h(type, attributes, children.map(draw))
}
