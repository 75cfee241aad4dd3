/**
 * A proof of work that the server asks for: find the `number` from 0 to `maxNumber` for which SHA-256 of `salt` and
 * `number`, one after the other, is `challenge` in hexadecimal digits.
 */
export type Challenge = {
  algorithm: 'SHA-256'
  challenge: string
  maxNumber: number
  salt: string
  signature: string
}
