/**
 * Rejects where the promise takes longer. A process that stood still itself finds all its timers due before it reads what has
 * been answered meanwhile: the second half of the time begins after that.
 */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Error(`Redis did not answer within ${ms} ms.`))
    timer = setTimeout(() => {
      timer = setTimeout(giveUp, ms / 2)
    }, ms / 2)
  })
  try {
    return await Promise.race([promise, tooLong])
  } finally {
    clearTimeout(timer)
  }
}
