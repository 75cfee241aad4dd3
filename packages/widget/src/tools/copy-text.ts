/** Puts the text on the clipboard. Resolves with whether the browser let it. */
export async function copyText(text: string, place: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Pages without TLS have no clipboard, and frames need leave for it.
    return copySelection(text, place)
  }
}

function copySelection(text: string, place: HTMLElement): boolean {
  const root = place.getRootNode()
  const focused = root instanceof ShadowRoot ? root.activeElement : null
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'unseen'
  place.after(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  return isCopied
}
