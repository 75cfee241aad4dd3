import { expect, test } from 'vitest'
import { transition, type RoomSignal } from './room-status.js'

const signals: RoomSignal[] = ['join', 'admitted', 'cut', 'refused', 'leave']

test.each([
  ['idle', ['joining', 'idle', 'idle', 'idle', 'left']],
  ['joining', ['joining', 'joined', 'joining', 'refused', 'left']],
  ['joined', ['joined', 'joined', 'recovering', 'refused', 'left']],
  ['recovering', ['recovering', 'joined', 'recovering', 'refused', 'left']],
  ['refused', ['joining', 'refused', 'refused', 'refused', 'left']],
  ['left', ['left', 'left', 'left', 'left', 'left']],
] as const)('%s: after join, admitted, cut, refused, leave it is %j', (status, expected) => {
  expect(signals.map((signal) => transition(status, signal))).toEqual(expected)
})
