/** What a site may set, and what holds where it does not. Documented in docs/embedding.md. */
export const tokens = `
:host {
  all: initial;
  font: inherit;
  color-scheme: light dark;
  --_background: var(--chat-background, light-dark(#ffffff, #16181f));
  --_surface: var(--chat-surface, light-dark(#eff1f6, #262a35));
  --_text: var(--chat-text, light-dark(#1b1e28, #eceef4));
  --_quiet: var(--chat-quiet, light-dark(#5b6173, #a3a9bb));
  --_border: var(--chat-border, light-dark(#dfe2ea, #343947));
  --_accent: var(--chat-accent, light-dark(#4656d8, #9aa5ff));
  --_own: var(--chat-own-background, light-dark(#4656d8, #3d4bc4));
  --_on-own: var(--chat-own-text, #ffffff);
  --_error: var(--chat-error, light-dark(#b3261e, #ffb4ab));
  --_input-border: var(--chat-input-border, light-dark(#8a90a3, #6f768c));
  --_shadow: var(--chat-shadow, 0 3px 14px rgb(0 0 0 / 0.2));
  --_small: var(--chat-small-size, 0.8125em);
  --_tiny: var(--chat-tiny-size, 0.75em);
  --_bold: var(--chat-bold, 600);
  --_control: var(--chat-control-size, 36px);
  --_avatar: var(--chat-avatar-size, 32px);
  --_space: var(--chat-space, 16px);
  --_button-radius: var(--chat-button-radius, 8px);
  --_pill-radius: var(--chat-pill-radius, 999px);
  --_round-radius: var(--chat-round-radius, 50%);
  --_corner: var(--chat-bubble-corner, 6px);
  --_code-font: var(--chat-code-font, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace);
}
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
`
