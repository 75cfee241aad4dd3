/** What a launcher keeps from page to page of a tab. */
export type LauncherState = { isOpen: boolean; unread: number }

/** Where storage throws, as in some private windows, every page begins anew. */
export function recall(room: string): LauncherState | undefined {
  try {
    const kept = sessionStorage.getItem(keyOf(room))
    return kept === null ? undefined : (JSON.parse(kept) as LauncherState)
  } catch {
    return undefined
  }
}

export function remember(room: string, state: LauncherState): void {
  try {
    sessionStorage.setItem(keyOf(room), JSON.stringify(state))
  } catch {
    // The next page does without.
  }
}

const keyOf = (room: string) => `chat-launcher ${room}`
