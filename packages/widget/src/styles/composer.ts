export const composer = `
.composer { flex: none; padding: 0 12px 12px; }
.composer .field {
  display: flex;
  align-items: flex-end;
  gap: 4px;
  padding: 4px;
  border: 1px solid var(--_input-border);
  border-radius: var(--chat-input-radius, 22px);
  background: var(--_background);
}
.composer .field:focus-within { border-color: var(--_accent); box-shadow: 0 0 0 1px var(--_accent); }
.composer textarea {
  flex: 1;
  min-inline-size: 0;
  max-block-size: var(--chat-input-height, 144px);
  padding: 7px 10px;
  border: 0;
  outline: 0;
  background: none;
  font-size: max(1em, 16px);
  resize: none;
}
.composer ::placeholder { color: var(--_quiet); opacity: 1; }
.send {
  display: grid;
  flex: none;
  place-items: center;
  inline-size: var(--_control);
  aspect-ratio: 1;
  padding: 0;
  border: 0;
  border-radius: var(--_round-radius);
  background: var(--_own);
  color: var(--_on-own);
}
.send:hover:enabled { filter: brightness(1.1); }
.send:disabled { background: var(--_surface); color: var(--_quiet); }
.editing { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding-inline: 8px; color: var(--_quiet); font-size: var(--_small); }
.left { padding-inline: 12px; color: var(--_quiet); font-size: var(--_tiny); text-align: end; }
.left:empty { display: none; }
.left.problem { color: var(--_error); }
.read-only { flex: none; margin: 0; padding: 12px; color: var(--_quiet); text-align: center; }
`
