const css = `
:host {
  all: initial;
  font: inherit;
  color-scheme: light dark;
  --_accent: var(--chat-accent, light-dark(#4656d8, #9aa5ff));
  --_on-accent: var(--chat-accent-text, light-dark(#ffffff, #16181f));
}
:host([hidden]) { display: none; }
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
[hidden] { display: none !important; }
* { box-sizing: border-box; }
button {
  all: unset;
  box-sizing: border-box;
  display: grid;
  place-items: center;
  cursor: pointer;
}
button:focus-visible { outline: 3px solid var(--_accent); outline-offset: 3px; }
svg {
  inline-size: 26px;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.6;
  stroke-linejoin: round;
  stroke-linecap: round;
}
[part='button'] {
  position: fixed;
  inset-block-end: calc(20px + env(safe-area-inset-bottom));
  inset-inline-end: 20px;
  z-index: 2147483000;
  inline-size: 56px;
  block-size: 56px;
  border-radius: 50%;
  background: var(--_accent);
  color: var(--_on-accent);
  box-shadow: 0 4px 16px #0005;
}
[part='badge'] {
  position: absolute;
  inset-block-start: -4px;
  inset-inline-end: -4px;
  min-inline-size: 22px;
  padding-inline: 6px;
  border-radius: 11px;
  background: #b3261e;
  color: #ffffff;
  font: 600 13px/22px system-ui, sans-serif;
  text-align: center;
}
[part='panel'] {
  position: fixed;
  inset-block-end: calc(92px + env(safe-area-inset-bottom));
  inset-inline-end: 20px;
  z-index: 2147483000;
  display: flex;
  flex-direction: column;
  inline-size: 380px;
  block-size: min(600px, 100dvh - 120px);
  border-radius: 16px;
  background: light-dark(#ffffff, #16181f);
  color: light-dark(#1b1e28, #eceef4);
  box-shadow: 0 8px 40px #0004;
  font-family: var(--chat-font, inherit);
}
chat-room { flex: 1; block-size: auto; min-block-size: 0; }
.bar { display: none; }
p { margin: auto; padding: 24px; text-align: center; }
p:empty { display: none; }
@media (max-width: 480px) {
  [part='panel'] { inset: 0; inline-size: auto; block-size: auto; border-radius: 0; }
  chat-room { border: 0; --chat-radius: 0; }
  .bar { display: flex; justify-content: flex-end; padding: 4px; }
  [part='close'] { inline-size: 44px; block-size: 44px; }
  [part='panel']:not([hidden]) + [part='button'] { display: none; }
}
`

let sheet: CSSStyleSheet | undefined

export function launcherStyles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
  }
  return sheet
}
