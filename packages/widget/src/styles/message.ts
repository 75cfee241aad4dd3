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
  margin: 0 0 4px;
  padding-inline-start: 8px;
  border-inline-start: 2px solid currentColor;
  font-size: 0.875em;
}
.quote-name { font-weight: 600; }
.quote-text { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow-wrap: anywhere; }
.reactions { display: flex; flex-wrap: wrap; gap: 4px; margin: 4px 0 0; padding: 0; list-style: none; }
.reactions li { padding: 0 8px; border: 1px solid var(--_border); border-radius: 999px; font-size: 0.8125em; }
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

.options { position: relative; flex: none; }
.icon-button {
  display: grid;
  place-items: center;
  inline-size: 28px;
  block-size: 28px;
  padding: 0;
  border: 0;
  border-radius: 50%;
  background: none;
  color: var(--_quiet);
}
.icon-button:hover { background: var(--_surface); color: var(--_text); }
@media (hover: hover) {
  .more { opacity: 0; }
  .row:hover .more, .more:focus-visible, .more[aria-expanded='true'] { opacity: 1; }
}
.menu {
  position: absolute;
  inset-block-end: calc(100% + 4px);
  inset-inline-start: 0;
  z-index: 1;
  display: flex;
  inline-size: max-content;
  padding: 4px;
  border: 1px solid var(--_border);
  border-radius: 12px;
  background: var(--_background);
  box-shadow: 0 4px 16px rgb(0 0 0 / 0.2);
}
.rows > :nth-child(-n + 2) .menu { inset-block: calc(100% + 4px) auto; }
.menu button {
  min-block-size: 32px;
  padding-inline: 12px;
  border: 0;
  border-radius: 8px;
  background: none;
  font-size: 0.875em;
  white-space: nowrap;
}
.menu button:hover { background: var(--_surface); }
.menu .danger { color: var(--_error); }

@container (max-width: 352px) {
  .avatar { display: none; }
  .body { max-inline-size: 92%; }
  .scroller { padding-inline: 12px; }
}
`
