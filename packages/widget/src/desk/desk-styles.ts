const css = `
.desk { inline-size: 376px; padding: 0; overflow: hidden; font-size: 0.9375em; }
.desk-body { padding: 0 var(--_space) 12px; overflow: hidden auto; overflow-wrap: anywhere; overscroll-behavior: contain; }
.desk section > strong { display: block; margin: 16px 0 4px; font-size: var(--_small); }
.desk p { margin: 0; }
.desk ul { margin: 0; padding: 0; list-style: none; }
.desk li { padding-block: 8px; }
.desk li + li { border-block-start: 1px solid var(--_border); }
.desk .quiet { color: var(--_quiet); font-size: var(--_small); }
.desk .meant { margin-block: 4px; padding: 6px 10px; border-radius: var(--_button-radius); background: var(--_surface); }
.desk .reason { margin-block-start: 4px; padding-inline-start: 8px; border-inline-start: 2px solid var(--_error); font-size: var(--_small); }
.desk .form { margin-block-start: 12px; font-size: 1em; }
.desk section > .link-button { min-block-size: 32px; margin-inline-start: -6px; }
.asking { text-decoration: underline; }
@media (forced-colors: active) {
  .desk .meant { border: 1px solid; }
}
`

let sheet: CSSStyleSheet | undefined

/** A constructed sheet, as that of the room. */
export function addDeskStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
  }
  if (!root.adoptedStyleSheets.includes(sheet))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
}
