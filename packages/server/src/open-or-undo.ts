/**
 * Runs `open`, which opens one thing after the other and says how each is closed. Where it fails half-way, what is open by
 * then is closed, the latest first, and that failure passed on, whatever else fails.
 */
export async function openOrUndo<T>(
  open: (onFailure: (close: () => unknown) => void) => Promise<T>,
): Promise<T> {
  const closes: (() => unknown)[] = []
  try {
    return await open((close) => closes.push(close))
  } catch (error) {
    for (const close of closes.reverse()) {
      try {
        await close()
      } catch {
        // What led here is what the caller is to hear of.
      }
    }
    throw error
  }
}
