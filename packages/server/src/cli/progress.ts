const WIDTH = 30

export type ProgressOutput = { isTerminal: boolean; write: (text: string) => void }

/** How far something has come: a bar that moves on a terminal, otherwise a line every ten per cent. */
export class Progress {
  readonly #output: ProgressOutput
  #step: string | undefined
  #tenths = -1

  constructor(output: ProgressOutput) {
    this.#output = output
  }

  show({ step, done, total }: { step: string; done: number; total: number }): void {
    if (step !== this.#step) {
      this.end()
      this.#step = step
    }
    const share = total === 0 ? 1 : Math.min(1, done / total)
    const numbers = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
    if (this.#output.isTerminal) {
      const bar = '█'.repeat(Math.floor(share * WIDTH)).padEnd(WIDTH, '░')
      this.#output.write(`\r${step.padEnd(9)} ${bar} ${Math.floor(share * 100)} % (${numbers})`)
      return
    }
    const tenths = Math.floor(share * 10)
    if (tenths === this.#tenths) return
    this.#tenths = tenths
    this.#output.write(`${step}: ${Math.floor(share * 100)} % (${numbers})\n`)
  }

  /** Whatever is written next begins a line of its own. */
  end(): void {
    if (this.#step !== undefined && this.#output.isTerminal) this.#output.write('\n')
    this.#step = undefined
    this.#tenths = -1
  }
}
