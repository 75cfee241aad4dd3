export const composer = `
.composer { flex: none; padding: 0 0.75rem 0.75rem; }
.composer .field {
  display: flex;
  align-items: flex-end;
  gap: 0.25rem;
  padding: 0.25rem;
  border: 1px solid light-dark(#8a90a3, #6f768c);
  border-radius: 1.375rem;
  background: var(--_background);
}
.composer .field:focus-within { border-color: var(--_accent); box-shadow: 0 0 0 1px var(--_accent); }
.composer textarea {
  flex: 1;
  min-inline-size: 0;
  max-block-size: 9rem;
  padding: 0.375rem 0.625rem;
  border: 0;
  outline: 0;
  background: none;
  font-size: max(1em, 16px);
  line-height: 1.4;
  resize: none;
}
.composer ::placeholder { color: var(--_quiet); opacity: 1; }
.send {
  display: grid;
  flex: none;
  place-items: center;
  inline-size: 2.25rem;
  block-size: 2.25rem;
  padding: 0;
  border: 0;
  border-radius: 50%;
  background: var(--_own);
  color: var(--_on-own);
}
.send:hover:enabled { filter: brightness(1.1); }
.send:disabled { background: var(--_surface); color: var(--_quiet); }
.editing { display: flex; align-items: center; justify-content: space-between; padding-inline: 0.5rem; color: var(--_quiet); font-size: 0.8125em; }
.left { padding-inline: 0.75rem; color: var(--_quiet); font-size: 0.75em; text-align: end; }
.left:empty { display: none; }
.left.problem { color: var(--_error); }
.read-only { flex: none; margin: 0; padding: 0.75rem; color: var(--_quiet); text-align: center; }
`
