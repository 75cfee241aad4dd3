/** Where the room takes the whole screen. */
export const smallScreen = '(max-width: 480px), (max-height: 480px)'

/** Keeps the panel in what the on-screen keyboard leaves of the screen, which no CSS unit tells on all phones. */
export function fitScreen(panel: HTMLElement, signal: AbortSignal): void {
  const { visualViewport } = window
  const fit = () => {
    // Somebody who zooms in wants to see a part of it, not a smaller one.
    if (!visualViewport || visualViewport.scale > 1.01) return
    panel.style.setProperty('--_top', `${visualViewport.offsetTop}px`)
    panel.style.setProperty('--_height', `${visualViewport.height}px`)
    const covered = innerHeight - visualViewport.height - visualViewport.offsetTop
    panel.style.setProperty('--_covered', `${Math.max(0, covered)}px`)
  }
  fit()
  for (const type of ['resize', 'scroll']) visualViewport?.addEventListener(type, fit, { signal })
}
