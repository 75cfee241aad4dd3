export const text = `
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.text.emoji { font-size: var(--chat-emoji-size, 2em); line-height: 1.25; }
.text a { color: inherit; text-decoration: underline; text-underline-offset: 2px; }
.bubble:not(.deleted) .text a:hover { text-decoration-thickness: 2px; }
.text :is(pre, blockquote) { margin: 0; }
.text :is(ul, ol) { margin: 0; padding-inline-start: 1.5em; white-space: normal; }
.text li { white-space: pre-wrap; }
.text li + li, .text li > * + * { margin-block-start: 2px; }
.text :is(code, pre) {
  border-radius: var(--chat-code-radius, 6px);
  background: var(--chat-code-background, color-mix(in srgb, currentColor 9%, transparent));
  font-family: var(--_code-font);
  font-size: 0.9em;
}
.text code { padding: 0 4px; unicode-bidi: isolate; }
.text pre { padding: 8px 10px; white-space: pre-wrap; }
.text > * + :is(div, pre, blockquote, ul, ol), .text blockquote > * + * { margin-block-start: 6px; }
.text blockquote { padding-inline-start: 10px; border-inline-start: 3px solid color-mix(in srgb, currentColor 40%, transparent); }
`
