const css = `
.tools { position: absolute; inset: 0; z-index: 2; pointer-events: none; }
.popup {
  position: absolute;
  display: flex;
  flex-direction: column;
  max-inline-size: calc(100% - 12px);
  max-block-size: calc(100% - 12px);
  padding: 4px;
  border: 1px solid light-dark(var(--_border), var(--_input-border));
  border-radius: var(--chat-menu-radius, 12px);
  outline-offset: -2px;
  background: var(--_background);
  box-shadow: var(--_shadow);
  overflow: hidden auto;
  overscroll-behavior: contain;
  pointer-events: auto;
}
.menu { inline-size: max-content; }
.menu button {
  min-block-size: var(--_control);
  padding-inline: 12px;
  border: 0;
  border-radius: var(--_button-radius);
  background: none;
  text-align: start;
}
.menu button:hover, .menu [aria-checked='true'] { background: var(--_surface); }
.menu :focus-visible, .members :focus-visible { outline-offset: -2px; }
.menu .danger { color: var(--_error); }
.quick, .emoji-grid { display: grid; grid-template-columns: repeat(7, minmax(24px, max(var(--_control), 2.4em))); }
.quick { margin-block-end: 4px; padding-block-end: 4px; border-block-end: 1px solid var(--_border); }
.emoji-grid { grid-template-columns: repeat(8, minmax(24px, max(var(--_control), 2.4em))); }
.menu .emoji {
  min-block-size: max(var(--_control), 1.8em);
  padding: 0;
  font: min(1.1875em, 8cqi)/1 var(--chat-emoji-font, 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif);
  text-align: center;
}
.menu [aria-checked='true'] { box-shadow: inset 0 0 0 2px var(--_accent); }

.members { inline-size: var(--chat-menu-width, 288px); padding: 0; overflow: hidden; }
.members-head {
  display: flex;
  flex: none;
  align-items: center;
  justify-content: space-between;
  min-block-size: calc(var(--_control) + 8px);
  padding-inline: var(--_space) 8px;
  border-block-end: 1px solid var(--_border);
}
.members ul { margin: 0; padding: 4px var(--_space); overflow: hidden auto; list-style: none; }
.members li { display: flex; align-items: center; gap: 8px; min-block-size: calc(var(--_avatar) + 12px); }
.members p { margin: 0; padding: 8px var(--_space); color: var(--_quiet); font-size: var(--_small); }
.members .author-name { font-size: 1em; }
.members .avatar { display: block; }
.reacted li { align-items: baseline; padding-block: 6px; overflow-wrap: anywhere; }
.members .who { margin-inline-start: auto; color: var(--_quiet); font-size: var(--_small); }

.name-form { flex-flow: row wrap; gap: 4px; inline-size: var(--chat-menu-width, 288px); padding: 8px; }
.name-form input {
  flex: 1;
  min-inline-size: 64px;
  block-size: calc(var(--_control) + 4px);
  padding-inline: 10px;
  border: 1px solid var(--_input-border);
  border-radius: var(--_button-radius);
  background: none;
  font-size: max(1em, 16px);
}
.name-form .problem { flex-basis: 100%; font-size: var(--_small); }
.name-form .problem:empty { display: none; }
.members .author-name.quiet { color: var(--_quiet); }
.members .undo { margin-inline: auto -6px; text-align: end; }
@container (max-width: 352px) {
  .members ul { padding-inline: 12px; }
  .members li { gap: 6px; }
}
.popup.form { inline-size: 304px; padding: 12px; }
.form, .form form { display: flex; flex-direction: column; gap: 4px; font-size: 0.9375em; }
.form label, .desk label { display: flex; align-items: center; gap: 4px 8px; min-block-size: 32px; padding-block: 2px; }
.form label:has(select), .desk label:has(select) { flex-wrap: wrap; }
.form input, .desk input { flex: none; inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--_accent); }
.form textarea, .form select, .desk select { border: 1px solid var(--_input-border); border-radius: var(--_button-radius); background: var(--_background); color: inherit; font: inherit; }
.form select, .desk select { max-inline-size: 100%; min-block-size: 32px; }
.form textarea { margin-block: 4px; padding: 6px 10px; font-size: max(1em, 16px); resize: none; }
.form textarea::placeholder { color: var(--_quiet); opacity: 1; }
.buttons { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: 4px 8px; }
.buttons .link-button { min-block-size: 32px; }
.link-button.danger { color: var(--_error); }
@media (forced-colors: active) {
  .menu [aria-checked='true'] { outline: 2px solid; outline-offset: -3px; }
}
`

let sheet: CSSStyleSheet | undefined

/** A constructed sheet, as that of the room. */
export function addToolStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
  }
  if (!root.adoptedStyleSheets.includes(sheet))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
}
