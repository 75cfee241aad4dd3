export const room = `
:host {
  display: block;
  box-sizing: border-box;
  inline-size: 100%;
  block-size: 480px;
  max-block-size: 100dvh;
  contain: layout paint style;
  container-type: inline-size;
  border: 1px solid var(--_border);
  border-radius: var(--chat-radius, 16px);
  overflow: hidden;
}
:host([hidden]) { display: none; }
*, ::before, ::after { box-sizing: border-box; }
button, textarea, input { font: inherit; color: inherit; }
button { cursor: pointer; }
button:disabled { cursor: default; }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
svg { display: block; flex: none; inline-size: var(--chat-icon-size, 20px); aspect-ratio: 1; }
.unseen {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
/* Here and not on the host, which every rule of the page for * also means. */
.room {
  all: initial;
  position: relative;
  display: flex;
  flex-direction: column;
  block-size: 100%;
  color-scheme: inherit;
  background: var(--_background);
  color: var(--_text);
  font-family: var(--chat-font, inherit);
  font-size: var(--chat-font-size, 0.9375em);
  line-height: var(--chat-line-height, 1.4);
  text-align: start;
}

.header {
  display: flex;
  flex: none;
  align-items: center;
  justify-content: space-between;
  gap: 4px;
  min-block-size: var(--chat-header-size, 52px);
  padding-block: 6px;
  padding-inline: var(--_space) 8px;
  border-block-end: 1px solid var(--_border);
}
/* Its name stays where it is when the number of people comes below it. */
.title { display: flex; flex: auto; flex-direction: column; align-items: flex-start; align-self: stretch; padding-block-start: 3px; min-inline-size: 0; line-height: 1.25; }
.bar { display: flex; justify-content: flex-end; padding-inline-end: 8px; }
.room-name { max-inline-size: 100%; overflow: hidden; font-weight: var(--_bold); text-overflow: ellipsis; white-space: nowrap; }
.count { min-block-size: 24px; margin-block: -5px -4px; margin-inline-start: -4px; padding: 0 4px; border: 0; border-radius: var(--_button-radius); background: none; color: var(--_quiet); font-size: var(--_small); white-space: nowrap; }
.count:hover { background: var(--_surface); color: var(--_text); }
.me {
  display: flex;
  flex-shrink: 99;
  align-items: center;
  gap: 4px;
  min-inline-size: 52px;
  max-inline-size: 50%;
  min-block-size: var(--_control);
  padding: 0 8px;
  border: 0;
  border-radius: var(--_button-radius);
  background: none;
  color: var(--_quiet);
  font-size: var(--_small);
}
.me:hover { background: var(--_surface); color: var(--_text); }
.me bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.me svg, .state svg { inline-size: 1.25em; }
.status { flex: none; font-size: var(--_small); }
.status:not(:empty) {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: center;
  gap: 2px 8px;
  padding: 6px var(--_space);
  background: var(--_surface);
  text-align: center;
}
.link-button {
  min-block-size: 24px;
  padding: 0 6px;
  border: 0;
  border-radius: var(--_button-radius);
  background: none;
  color: var(--_accent);
  font-weight: var(--_bold);
}
.link-button:hover { text-decoration: underline; }
.link-button:disabled { color: var(--_quiet); }
.button {
  min-block-size: var(--_control);
  padding-inline: var(--_space);
  border: 0;
  border-radius: var(--_button-radius);
  background: var(--_own);
  color: var(--_on-own);
  font-weight: var(--_bold);
}
.notice {
  display: flex;
  flex: 1;
  flex-direction: column;
  align-items: center;
  justify-content: center;
  min-block-size: 0;
  padding: var(--_space);
  color: var(--_quiet);
  text-align: center;
}
.notice p { margin: 0 0 12px; }
.icon-button.desk-button { display: flex; gap: 2px; align-items: center; inline-size: auto; padding-inline: 6px; border-radius: var(--_button-radius); color: var(--_accent); font-size: var(--_small); }
.loading p { animation: appear 0.3s 0.4s both; }
@keyframes appear { from { opacity: 0; } }

.list { position: relative; flex: 1; min-block-size: 0; container-type: size; }
.scroller {
  display: flex;
  flex-direction: column;
  block-size: 100%;
  padding: 8px var(--_space) 4px;
  overflow: hidden auto;
  overscroll-behavior: contain;
  overflow-anchor: none;
}
.scroller:focus-visible { outline-offset: -2px; }
/* At the end of the room while they do not fill it, by a translation: what layout moves counts as a shift of the page. */
.rows:only-child { translate: 0 max(0px, 100cqb - 12px - 100%); }
.older { padding: 8px; color: var(--_quiet); font-size: var(--_small); text-align: center; }
.empty {
  display: flex;
  flex-direction: column;
  align-items: center;
  margin-block: auto;
  color: var(--_quiet);
  text-align: center;
}
.empty strong { color: var(--_text); font-weight: var(--_bold); }
.day {
  display: flex;
  align-items: center;
  gap: 12px;
  margin-block: 16px 4px;
  color: var(--_quiet);
  font-size: var(--_tiny);
}
.day::before, .day::after { content: ''; flex: 1; block-size: 1px; background: var(--_border); }
.day.unread { color: var(--_accent); font-weight: var(--_bold); }
.day.unread::before, .day.unread::after { background: currentColor; }
.day time::first-letter { text-transform: uppercase; }
.day time { display: inline-block; }
.latest {
  position: absolute;
  inset-block-end: 8px;
  inset-inline: 0;
  display: flex;
  align-items: center;
  gap: 6px;
  inline-size: fit-content;
  max-inline-size: calc(100% - 16px);
  min-block-size: var(--_control);
  margin-inline: auto;
  padding-inline: 8px;
  border: 1px solid var(--_border);
  border-radius: var(--_pill-radius);
  background: var(--_background);
  box-shadow: var(--_shadow);
  font-size: var(--_small);
  font-weight: var(--_bold);
}
.latest:not(:has(.unseen)) { padding-inline: 10px 14px; }

.typing {
  flex: none;
  block-size: 1.6em;
  padding-inline: var(--_space);
  overflow: hidden;
  color: var(--_quiet);
  font-size: var(--_small);
  line-height: 1.6;
  text-overflow: ellipsis;
  white-space: nowrap;
}
@media (prefers-reduced-motion: reduce) {
  * { animation: none !important; transition: none !important; }
}
@media (forced-colors: active) {
  .bubble, .send, .button { border: 1px solid; }
  .reactions [aria-pressed='true'] { border-width: 3px; }
}
`
