const css = `
:host {
  color-scheme: light dark;
  --_accent: var(--chat-accent, light-dark(#4656d8, #9aa5ff));
  --_on-accent: var(--chat-accent-text, light-dark(#ffffff, #16181f));
  --_side: var(--chat-launcher-side, 20px);
  --_size: var(--chat-launcher-size, 56px);
  --_shadow: var(--chat-shadow, 0 4px 24px #0005);
  --_bottom: calc(var(--chat-launcher-bottom, 20px) + env(safe-area-inset-bottom));
}
:host([hidden]) { display: none; }
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
[hidden] { display: none !important; }
* { box-sizing: border-box; }
/* Here and not on the host, which every rule of the page for * also means. */
button, dialog { all: initial; box-sizing: border-box; color-scheme: inherit; }
dialog { display: none; }
button {
  display: grid;
  place-items: center;
  cursor: pointer;
}
button:focus-visible { outline: 3px solid var(--_accent); outline-offset: 3px; }
svg {
  inline-size: 46%;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.6;
  stroke-linejoin: round;
  stroke-linecap: round;
}
[part='button'], [part='panel'] {
  position: fixed;
  inset: auto;
  inset-inline-end: var(--_side);
  z-index: 2147483000;
}
:host([position='start']) :is([part='button'], [part='panel']) { inset-inline: var(--_side) auto; }
[part='button'] {
  inset-block-end: var(--_bottom);
  inline-size: var(--_size);
  block-size: var(--_size);
  border-radius: var(--chat-launcher-radius, 50%);
  background: var(--_accent);
  color: var(--_on-accent);
  box-shadow: var(--_shadow);
}
[part='badge'] {
  position: absolute;
  inset-block-start: -4px;
  inset-inline-end: -4px;
  min-inline-size: 22px;
  padding-inline: 6px;
  border-radius: var(--chat-pill-radius, 11px);
  background: var(--chat-badge, #b3261e);
  color: var(--chat-badge-text, #ffffff);
  font: 600 13px/22px var(--chat-font, system-ui);
  text-align: center;
}
[part='panel'] {
  --_over: calc(var(--_bottom) + var(--_size) + 16px);
  inset-block-end: max(var(--_over), var(--_covered, 0px) + 8px);
  flex-direction: column;
  inline-size: min(var(--chat-launcher-width, 384px), 100vw - 2 * var(--_side));
  block-size: min(var(--chat-launcher-height, 600px), var(--_height, 100dvh) - 24px, 100dvh - var(--_over) - 16px);
  border-radius: var(--chat-radius, 16px);
  background: var(--chat-background, light-dark(#ffffff, #16181f));
  color: var(--chat-text, light-dark(#1b1e28, #eceef4));
  box-shadow: var(--_shadow);
  font-family: var(--chat-font, inherit);
  font-size: inherit;
}
[part='panel'][open] { display: flex; }
[part='panel'] > .controls { align-self: flex-end; padding: 8px; }
chat-room { flex: 1; block-size: auto; min-block-size: 0; }
.controls { position: relative; display: flex; flex: none; gap: 2px; }
.controls button {
  inline-size: var(--chat-control-size, 36px);
  aspect-ratio: 1;
  border-radius: var(--chat-button-radius, 8px);
  color: var(--chat-quiet, light-dark(#5b6173, #a3a9bb));
}
.controls button:hover { background: var(--chat-surface, light-dark(#eff1f6, #262a35)); }
.controls svg { inline-size: var(--chat-icon-size, 20px); }
p { margin: auto; padding: 24px; text-align: center; }
p:empty { display: none; }
@media (max-width: 480px), (max-height: 480px) {
  /* Within notches and round corners, and above the keyboard. */
  [part='panel'] {
    inset: var(--_top, 0px) 0 auto !important;
    inline-size: 100%;
    block-size: var(--_height, 100dvh);
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    border-radius: 0;
    overscroll-behavior: contain;
  }
  chat-room { border: 0; --chat-radius: 0; }
  [part='panel'][open] + [part='button'] { display: none; }
}
@media (forced-colors: active) {
  [part='button'], [part='badge'], [part='panel'] { border: 1px solid; }
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
