/**
 * Runs `open`, which opens one thing after the other and says how each is closed. Where it fails half-way, what is open by
 * then is closed, the latest first, and the failure passed on.
 */
export async function openOrUndo<T>(
  open: (onFailure: (close: () => unknown) => void) => Promise<T>,
): Promise<T> {
  const closes: (() => unknown)[] = []
  try {
    return await open((close) => closes.push(close))
  } catch (error) {
    for (const close of closes.reverse()) await close()
    throw error
  }
}
