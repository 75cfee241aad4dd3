/** Starts and ends the send time that every message text carries: `~<microseconds>~`. */
const MARK = '~'.charCodeAt(0)
const KEPT_FRAMES = 16

/** The text of a message sent now, about as long as people's are. */
export function stampedText(): string {
  return `~${Math.round(performance.now() * 1000)}~ Has anybody seen the notes of this morning's meeting?`
}

/**
 * Says which messages a frame of one room delivers. Frames that several readers of the room receive are the same
 * bytes, so each is looked through once and later recognised.
 */
export class DeliveredMessages {
  readonly #frames: { bytes: Buffer; sentAt: number[] }[] = []
  #next = 0

  /** The send time of each message in the frame, microseconds of this process's clock. */
  sentAt(bytes: Buffer): number[] {
    for (const known of this.#frames) if (known.bytes.equals(bytes)) return known.sentAt
    const sentAt = readStamps(bytes)
    this.#frames[this.#next] = { bytes: Buffer.from(bytes), sentAt }
    this.#next = (this.#next + 1) % KEPT_FRAMES
    return sentAt
  }
}

function readStamps(bytes: Buffer): number[] {
  const stamps: number[] = []
  for (let start = bytes.indexOf(MARK); start >= 0;) {
    const end = bytes.indexOf(MARK, start + 1)
    if (end < 0) break
    stamps.push(Number(bytes.toString('latin1', start + 1, end)))
    start = bytes.indexOf(MARK, end + 1)
  }
  return stamps
}
