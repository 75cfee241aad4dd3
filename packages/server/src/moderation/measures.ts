import type { Preset, RoomSettings } from '@chat/protocol'
import type { Rate } from '../rate-limit/rate-limit.js'

/** A wave of strangers, and what is done about it. */
export type RaidMeasure = {
  /** So many identities made in the last ten minutes join a room … */
  joins: number
  /** … within this many seconds … */
  seconds: number
  /** … and at least so many times as many as were there before. */
  factor: number
  /** Then, for this many seconds after the last such wave, visitors write at this pace, … */
  forS: number
  slowModeS: number
  /** … and perhaps what they write waits for a moderator. */
  holdAll: boolean
}

/** Every automatic measure against abuse. None of them binds moderators and hosts. */
export type Measures = {
  /** How often a visitor may say the same, or nearly the same. */
  repeats: Rate | 'off'
  /**
   * How often visitors may say the same in a room, whoever they are, word for word, in a text of at least 20 letters. With
   * a link, of somebody new, it counts twice.
   */
  sameTextByMany: Rate | 'off'
  /** Most links in a message. */
  links: number
  /** An identity counts as new for this many seconds; 0: none does. */
  newForS: number
  /** Most links in a message of somebody new. */
  newLinks: number
  /** Messages of somebody new. */
  newMessages: Rate | 'off'
  /** Whether what somebody new writes waits for a moderator. */
  holdNew: boolean
  /** What becomes of a message with a word of the list. */
  words: 'refuse' | 'hold'
  /** Reactions of a visitor in a room. */
  reactions: Rate | 'off'
  /** Reactions of a visitor to one message, taken back ones too. */
  reactionsToOne: Rate | 'off'
  /** So many reports of different people hide a message until a moderator has looked; Infinity: none do. */
  hideAfterReports: number
  raid: RaidMeasure | 'off'
  /** Who must solve a proof of work to get a new identity: nobody, all while there is a raid, or all. */
  challenge: 'off' | 'raid' | 'new'
  /** Whose names others may not take, nor what looks the same. */
  names: 'off' | 'moderators' | 'members'
  /** Whether visitors may not call themselves Admin, Moderator, Support and the like. */
  reservedNames: boolean
  /** For how many days after they last wrote a visitor's name is kept for them; 0: not. */
  keepNamesDays: number
}

/**
 * `open`, the default, is for a room with nobody watching: it takes the edge off floods, and never holds a message, for
 * nobody would let it go. `careful` is for a room that somebody looks after now and then. `strict` is for one that has a
 * moderator: strangers wait for them.
 */
export const MEASURES: Record<Preset, Measures> = {
  open: {
    repeats: { points: 6, seconds: 60 },
    sameTextByMany: { points: 10, seconds: 60 },
    links: 5,
    newForS: 60,
    newLinks: 2,
    newMessages: 'off',
    holdNew: false,
    words: 'refuse',
    reactions: { points: 30, seconds: 30 },
    reactionsToOne: { points: 20, seconds: 60 },
    hideAfterReports: 5,
    raid: { joins: 50, seconds: 60, factor: 3, forS: 600, slowModeS: 10, holdAll: false },
    challenge: 'raid',
    names: 'moderators',
    reservedNames: false,
    keepNamesDays: 0,
  },
  careful: {
    repeats: { points: 3, seconds: 120 },
    sameTextByMany: { points: 5, seconds: 300 },
    links: 3,
    newForS: 300,
    newLinks: 0,
    newMessages: { points: 6, seconds: 60 },
    holdNew: false,
    words: 'refuse',
    reactions: { points: 20, seconds: 30 },
    reactionsToOne: { points: 10, seconds: 60 },
    hideAfterReports: 3,
    raid: { joins: 25, seconds: 60, factor: 2, forS: 900, slowModeS: 20, holdAll: false },
    challenge: 'raid',
    names: 'members',
    reservedNames: true,
    keepNamesDays: 7,
  },
  strict: {
    repeats: { points: 2, seconds: 300 },
    sameTextByMany: { points: 3, seconds: 600 },
    links: 1,
    newForS: 3_600,
    newLinks: 0,
    newMessages: { points: 3, seconds: 60 },
    holdNew: true,
    words: 'hold',
    reactions: { points: 10, seconds: 30 },
    reactionsToOne: { points: 6, seconds: 60 },
    hideAfterReports: 2,
    raid: { joins: 15, seconds: 60, factor: 1, forS: 1_800, slowModeS: 30, holdAll: true },
    challenge: 'new',
    names: 'members',
    reservedNames: true,
    keepNamesDays: 30,
  },
}

/** What is lifted where nothing is to be counted over time. */
const UNCOUNTED = {
  repeats: 'off',
  sameTextByMany: 'off',
  newMessages: 'off',
  reactions: 'off',
  reactionsToOne: 'off',
  raid: 'off',
} as const satisfies Partial<Measures>

export type MeasuresOptions = {
  preset: Preset
  /** Hold in every room, whatever its preset. */
  overrides?: Partial<Measures>
  /** Whether to lift all that counts over time; what `overrides` names stays. */
  isUncounted?: boolean
}

/** Which measures hold: for the server, and in a room that has a preset of its own. */
export class RoomMeasures {
  readonly server: Measures
  readonly #byPreset: Record<Preset, Measures>

  constructor({ preset, overrides = {}, isUncounted = false }: MeasuresOptions) {
    const of = (name: Preset): Measures => ({
      ...MEASURES[name],
      ...(isUncounted && UNCOUNTED),
      ...overrides,
    })
    this.#byPreset = { open: of('open'), careful: of('careful'), strict: of('strict') }
    this.server = this.#byPreset[preset]
  }

  in({ preset }: RoomSettings): Measures {
    return preset === undefined ? this.server : this.#byPreset[preset]
  }
}
