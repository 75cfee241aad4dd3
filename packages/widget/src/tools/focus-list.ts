/** Whoever uses the keyboard stays in the list of messages where what had the focus goes away. */
export function focusList(root: ShadowRoot): void {
  root.querySelector<HTMLElement>('[role=log]')?.focus({ preventScroll: true })
}
