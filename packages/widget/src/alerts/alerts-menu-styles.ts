const css = `
[part='alerts-menu'] {
  position: absolute;
  inset-block-start: calc(100% + 4px);
  inset-inline-end: 0;
  z-index: 3;
  inline-size: max-content;
  max-inline-size: var(--chat-menu-width, 288px);
  padding: 8px;
  border: 1px solid var(--chat-border, light-dark(#dfe2ea, #343947));
  border-radius: var(--chat-menu-radius, 12px);
  background: var(--chat-background, light-dark(#ffffff, #16181f));
  color: var(--chat-text, light-dark(#1b1e28, #eceef4));
  box-shadow: var(--_shadow);
  font-size: var(--chat-small-size, 0.8125em);
}
[part='alerts-menu'] label {
  display: flex;
  align-items: center;
  gap: 8px;
  min-block-size: var(--chat-control-size, 36px);
  padding-inline: 8px;
  cursor: pointer;
}
[part='alerts-menu'] input { inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--_accent); }
[part='alerts-menu'] p { padding: 4px 8px; text-align: start; }
`

let sheet: CSSStyleSheet | undefined

export function alertsMenuStyles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
  }
  return sheet
}
