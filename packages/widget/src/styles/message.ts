export const message = `
.row {
  position: relative;
  display: flex;
  gap: 8px;
  margin-block-start: 2px;
}
.row.first { margin-block-start: 12px; }
.row.own { justify-content: flex-end; }
.avatar { flex: none; inline-size: 32px; }
.avatar span {
  display: grid;
  place-items: center;
  inline-size: 32px;
  block-size: 32px;
  border-radius: 50%;
  background: light-dark(oklch(0.91 0.06 var(--_hue)), oklch(0.36 0.07 var(--_hue)));
  color: light-dark(oklch(0.4 0.11 var(--_hue)), oklch(0.92 0.05 var(--_hue)));
  font-size: 0.875em;
  font-weight: 650;
}
.body {
  display: flex;
  flex-direction: column;
  align-items: flex-start;
  min-inline-size: 0;
  max-inline-size: min(85%, 576px);
}
.own .body { align-items: flex-end; }
.author { display: flex; gap: 6px; align-items: baseline; max-inline-size: 100%; padding-inline: 2px; }
.author-name {
  overflow: hidden;
  color: light-dark(oklch(0.46 0.12 var(--_hue)), oklch(0.82 0.09 var(--_hue)));
  font-size: 0.8125em;
  font-weight: 650;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.meta time { unicode-bidi: isolate; }
.tag { flex: none; color: var(--_quiet); font: 0.6875em ui-monospace, monospace; }
.line { display: flex; align-items: center; gap: 2px; max-inline-size: 100%; }
.own .line { flex-direction: row-reverse; }
.bubble {
  min-inline-size: 0;
  padding: 7px 12px;
  border-radius: 17px;
  background: var(--_surface);
}
.row.first:not(.own) .bubble { border-start-start-radius: 6px; }
.own .bubble { background: var(--_own); color: var(--_on-own); }
.row.first.own .bubble { border-start-end-radius: 6px; }
.own .bubble :focus-visible { outline-color: currentColor; }
.bubble.deleted { background: none; box-shadow: inset 0 0 0 1px var(--_border); color: var(--_quiet); font-style: italic; }
.pending .bubble { opacity: 0.88; }
.failed .bubble { background: none; box-shadow: inset 0 0 0 1.5px var(--_error); color: var(--_text); }
.quote {
  display: flex;
  flex-direction: column;
  inline-size: 100%;
  min-block-size: 24px;
  margin: 0 0 4px;
  padding: 0 0 0 8px;
  padding-inline: 8px 0;
  border: 0;
  border-inline-start: 2px solid currentColor;
  background: none;
  font-size: 0.875em;
  text-align: start;
}
.quote:hover { text-decoration: underline; }
.quote-name { font-weight: 600; }
.quote-text { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow-wrap: anywhere; }
.reactions { display: flex; flex-wrap: wrap; gap: 4px; margin: 4px 0 0; padding: 0; list-style: none; }
.reactions button { min-block-size: 26px; padding: 0 8px; border: 1px solid var(--_border); border-radius: 999px; background: none; font-size: 0.8125em; }
.reactions button:hover { background: var(--_surface); }
.reactions [aria-pressed='true'] { border-color: var(--_accent); box-shadow: inset 0 0 0 1px var(--_accent); }
.meta {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0 4px;
  padding-inline: 4px;
  color: var(--_quiet);
  font-size: 0.6875em;
  line-height: 1.5;
}
.own .meta { justify-content: flex-end; }
.state svg { inline-size: 14px; block-size: 14px; }
.meta .link-button { font-size: 1.15em; }
.problem { color: var(--_error); }
.failed .problem { font-size: 1.15em; }

.icon-button {
  display: grid;
  flex: none;
  place-items: center;
  inline-size: 28px;
  block-size: 28px;
  padding: 0;
  border: 0;
  border-radius: 50%;
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
