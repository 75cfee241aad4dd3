// A thread that asks a server all the while whether it lives, and tells how long it took to answer at most: that is how
// long its event loop was held up. Apart from the test's own thread, which is busy with clients.
import { parentPort, workerData } from 'node:worker_threads'

let isOver = false
let longestMs = 0
parentPort.once('message', () => (isOver = true))

while (!isOver) {
  const startedAt = performance.now()
  const { ok } = await fetch(`${workerData.url}/health`)
  if (!ok) throw new Error('The server is not well.')
  longestMs = Math.max(longestMs, performance.now() - startedAt)
  await new Promise((resolve) => setTimeout(resolve, 20))
}
parentPort.postMessage(Math.round(longestMs))
