/** What a launcher keeps from page to page of a tab. */
export type LauncherState = { isOpen: boolean; unread: number }

/** Where storage throws, as in some private windows, every page begins anew. */
export function recall(room: string): LauncherState | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(room)) ?? 'null') as LauncherState | null
  } catch {
    return null
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
