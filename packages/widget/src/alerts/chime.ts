/** Two soft notes, made here: there is no file to load. */
const NOTES = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.12 },
]
const NOTE_S = 0.35
const VOLUME = 0.12

export class Chime {
  #context: AudioContext | undefined

  /** Browsers keep a page silent that its visitor has not touched yet. */
  async play(): Promise<void> {
    this.#context ??= new AudioContext()
    const context = this.#context
    if (context.state !== 'running') await context.resume()
    for (const { hertz, at } of NOTES) {
      const start = context.currentTime + at
      const note = new OscillatorNode(context, { type: 'sine', frequency: hertz })
      const volume = new GainNode(context, { gain: 0 })
      volume.gain.linearRampToValueAtTime(VOLUME, start + 0.01)
      volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_S)
      note.connect(volume).connect(context.destination)
      note.start(start)
      note.stop(start + NOTE_S)
    }
  }
}
