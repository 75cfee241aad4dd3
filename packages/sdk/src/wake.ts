/**
 * Calls `wake` when a browser says that the network or the page is back: the moment to look after a connection.
 * Elsewhere nothing happens. Returns a function that ends it.
 */
export function listenForWake(wake: () => void): () => void {
  if (typeof addEventListener !== 'function' || typeof document === 'undefined') return () => {}
  const wakeIfVisible = () => {
    if (document.visibilityState === 'visible') wake()
  }
  addEventListener('online', wake)
  addEventListener('pageshow', wake)
  document.addEventListener('visibilitychange', wakeIfVisible)
  return () => {
    removeEventListener('online', wake)
    removeEventListener('pageshow', wake)
    document.removeEventListener('visibilitychange', wakeIfVisible)
  }
}
