import { isLongerThan } from './text.js'

// Marks (\p{M}) are parts of letters in the scripts of India and South-East Asia, and in NFC never a mere accent.
const ROOM_NAME = /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._:~-]*$/u

/**
 * The rule for a room name: Unicode letters, digits and `._:~-`, NFC, starting with a letter or digit,
 * at most `maxLength` code points.
 */
export function isRoomName(name: string, maxLength = 64): boolean {
  return ROOM_NAME.test(name) && !isLongerThan(name, maxLength) && name.normalize('NFC') === name
}

/** A name as a person typed it, in the one form that a room can have. May still be no valid name. */
export function normaliseRoomName(name: string): string {
  return name.normalize('NFC').trim()
}
