export const message = `
.row {
  position: relative;
  display: flex;
  gap: 8px;
  margin-block-start: var(--chat-message-gap, 2px);
}
.row.first { margin-block-start: var(--chat-group-gap, 12px); }
.row.own { justify-content: flex-end; }
.avatar { flex: none; inline-size: var(--_avatar); }
.avatar span {
  display: grid;
  place-items: center;
  aspect-ratio: 1;
  border-radius: var(--chat-avatar-radius, 50%);
  background: var(--chat-avatar-background, light-dark(oklch(0.91 0.06 var(--_hue)), oklch(0.36 0.07 var(--_hue))));
  color: var(--chat-avatar-text, light-dark(oklch(0.4 0.11 var(--_hue)), oklch(0.92 0.05 var(--_hue))));
  font-size: calc(var(--_avatar) * 0.4);
  font-weight: var(--_bold);
}
.body {
  display: flex;
  flex-direction: column;
  align-items: flex-start;
  min-inline-size: 0;
  max-inline-size: min(85%, var(--chat-message-width, 576px));
}
.own .body { align-items: flex-end; }
.author { display: flex; gap: 6px; align-items: baseline; max-inline-size: 100%; padding-inline: 2px; }
.author-name {
  overflow: hidden;
  color: var(--chat-author, light-dark(oklch(0.46 0.12 var(--_hue)), oklch(0.82 0.09 var(--_hue))));
  font-size: var(--_small);
  font-weight: var(--_bold);
  text-overflow: ellipsis;
  white-space: nowrap;
}
.meta time { unicode-bidi: isolate; }
.tag { flex: none; color: var(--_quiet); font: var(--_tiny) var(--_code-font); }
.badge { flex: none; padding-inline: 6px; border: 1px solid var(--_accent); border-radius: var(--_pill-radius); color: var(--_accent); font-size: var(--_tiny); font-weight: var(--_bold); }
.line { display: flex; align-items: center; gap: 2px; max-inline-size: 100%; }
.own .line { flex-direction: row-reverse; }
.bubble {
  min-inline-size: 0;
  padding: var(--chat-bubble-padding, 7px 12px);
  border-radius: var(--chat-bubble-radius, 17px);
  background: var(--_surface);
}
.row.first:not(.own) .bubble { border-start-start-radius: var(--_corner); }
.own .bubble { background: var(--_own); color: var(--_on-own); }
.row.first.own .bubble { border-start-end-radius: var(--_corner); }
.own .bubble :focus-visible { outline-color: currentColor; }
.bubble.deleted { background: none; box-shadow: inset 0 0 0 1px var(--_border); color: var(--_quiet); font-style: italic; }
.pending .bubble { opacity: 0.88; }
.failed .bubble { background: none; box-shadow: inset 0 0 0 1.5px var(--_error); color: var(--_text); }
.quote {
  display: flex;
  flex-direction: column;
  align-items: flex-start;
  inline-size: 100%;
  min-block-size: 24px;
  margin: 0 0 4px;
  padding: 0 0 0 8px;
  padding-inline: 8px 0;
  border: 0;
  border-inline-start: 2px solid currentColor;
  background: none;
  font-size: var(--_small);
  text-align: start;
}
.quote:hover { text-decoration: underline; }
.quote-name { font-weight: var(--_bold); }
/* Lines rather than an ellipsis: what is cut off is the end, also where it reads against the room. */
.quote-text, .editing span { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow-wrap: anywhere; }
.editing span { -webkit-line-clamp: 1; }
.reactions { display: flex; flex-wrap: wrap; gap: 4px; margin: 4px 0 0; padding: 0; list-style: none; }
.reactions button { min-block-size: 26px; padding: 0 8px; border: 1px solid var(--_border); border-radius: var(--_pill-radius); background: none; font-size: var(--_small); }
.reactions button:hover { background: var(--_surface); }
.reactions [aria-pressed='true'] { border-color: var(--_accent); box-shadow: inset 0 0 0 1px var(--_accent); }
.meta {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0 4px;
  padding-inline: 4px;
  color: var(--_quiet);
  font-size: var(--_tiny);
}
.own .meta { justify-content: flex-end; text-align: end; }
.problem { color: var(--_error); }

.icon-button {
  display: grid;
  flex: none;
  place-items: center;
  inline-size: calc(var(--_control) - 8px);
  aspect-ratio: 1;
  padding: 0;
  border: 0;
  border-radius: var(--_round-radius);
  background: none;
  color: var(--_quiet);
}
[aria-busy='true'] { animation: appear 0.6s 0.3s infinite alternate; }
.icon-button:hover { background: var(--_surface); color: var(--_text); }
@media (hover: hover) {
  .more { opacity: 0; }
  .row:hover .more, .more:focus-visible, .more[aria-expanded='true'] { opacity: 1; }
}
@container (max-width: 352px) {
  .avatar { display: none; }
  .body { max-inline-size: 92%; }
  .scroller { padding-inline: 12px; }
}
`
