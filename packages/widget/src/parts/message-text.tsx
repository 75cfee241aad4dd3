import { splitLinks } from '../link-text.js'

/** A text as text, with its links made clickable. Nothing is ever parsed as HTML. */
export function MessageText({ text }: { text: string }) {
  return (
    <div class="text" part="message-text" dir="auto">
      {splitLinks(text).map(({ text: words, href }) =>
        href === undefined ? (
          words
        ) : (
          <a href={href} target="_blank" rel="noopener nofollow ugc">
            {words}
          </a>
        ),
      )}
    </div>
  )
}
