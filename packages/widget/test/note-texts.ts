import type { RoomPage } from './room-page.js'

/** Notes all that what is found in the element says from now on, however short it stays, each once in a row. */
export async function noteTexts(
  { element }: RoomPage,
  selector: string,
): Promise<() => Promise<string[]>> {
  const texts = await element.evaluateHandle(({ shadowRoot }, wanted) => {
    const said: string[] = []
    const note = () => {
      for (const { textContent } of shadowRoot?.querySelectorAll(wanted) ?? [])
        if (textContent && said.at(-1) !== textContent) said.push(textContent)
    }
    if (shadowRoot)
      new MutationObserver(note).observe(shadowRoot, {
        childList: true,
        characterData: true,
        subtree: true,
      })
    return said
  }, selector)
  return () => texts.jsonValue()
}
