/** What a site may set, and what holds where it does not. Documented in docs/embedding.md. */
export const tokens = `
:host {
  all: initial;
  font: inherit;
  color-scheme: light dark;
  --_radius: var(--chat-radius, 16px);
  --_background: var(--chat-background, light-dark(#ffffff, #16181f));
  --_surface: var(--chat-surface, light-dark(#eff1f6, #262a35));
  --_text: var(--chat-text, light-dark(#1b1e28, #eceef4));
  --_quiet: var(--chat-quiet, light-dark(#5b6173, #a3a9bb));
  --_border: var(--chat-border, light-dark(#dfe2ea, #343947));
  --_accent: var(--chat-accent, light-dark(#4656d8, #9aa5ff));
  --_own: var(--chat-own-background, light-dark(#4656d8, #3d4bc4));
  --_on-own: var(--chat-own-text, #ffffff);
  --_error: var(--chat-error, light-dark(#b3261e, #ffb4ab));
}
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
`
