import type { Challenge } from '@chat/protocol'

/** The page gets a turn after so many milliseconds of work. */
const SLICE_MS = 8

/** The proof that the server's challenge asks for. Works where there is no `crypto.subtle`: on pages without TLS. */
export async function solve({ maxNumber, ...challenge }: Challenge): Promise<string> {
  let restAt = Date.now() + SLICE_MS
  for (let number = 0; number <= maxNumber; number += 1) {
    if (sha256(`${challenge.salt}${number}`) === challenge.challenge) {
      return btoa(JSON.stringify({ ...challenge, number }))
    }
    // The clock is read now and then: it costs more than a try.
    if (number % 64 === 0 && Date.now() > restAt) {
      await new Promise((resolve) => setTimeout(resolve))
      restAt = Date.now() + SLICE_MS
    }
  }
  return ''
}

const START = new Int32Array(8)
const ROUND = new Int32Array(64)

/** The first 32 bits of the fraction of a root of a prime (FIPS 180-4, 4.2.2 and 5.3.3). */
const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0

function prepare(): void {
  let count = 0
  for (let number = 2; count < 64; number += 1) {
    let divisor = 2
    while (number % divisor) divisor += 1
    if (divisor < number) continue
    if (count < 8) START[count] = fraction(number ** (1 / 2))
    ROUND[count] = fraction(number ** (1 / 3))
    count += 1
  }
}

const turn = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits))
const at = (words: Int32Array, index: number) => words[index] ?? 0

/** SHA-256 of a text of ASCII, in hexadecimal digits (FIPS 180-4). */
export function sha256(text: string): string {
  if (at(ROUND, 0) === 0) prepare()
  const blocks = (text.length + 72) >> 6
  const words = new Int32Array(16 * blocks)
  for (let index = 0; index <= text.length; index += 1) {
    const byte = index < text.length ? text.charCodeAt(index) : 0x80
    words[index >> 2] = at(words, index >> 2) | (byte << (24 - 8 * (index % 4)))
  }
  words[words.length - 1] = 8 * text.length
  let hash = START
  const w = new Int32Array(64)
  for (let block = 0; block < blocks; block += 1) {
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) w[i] = at(words, 16 * block + i)
      else {
        const x = at(w, i - 15)
        const y = at(w, i - 2)
        w[i] =
          at(w, i - 16) +
          (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) +
          at(w, i - 7) +
          (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))
      }
      const one =
        h +
        (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
        ((e & f) ^ (~e & g)) +
        at(ROUND, i) +
        at(w, i)
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
      h = g
      g = f
      f = e
      e = (d + one) | 0
      d = c
      c = b
      b = a
      a = (one + two) | 0
    }
    const before = hash
    hash = Int32Array.of(a, b, c, d, e, f, g, h).map((word, index) => word + at(before, index))
  }
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
