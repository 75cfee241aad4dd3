import {
  DEFAULT_LIMITS,
  DEFAULT_ROOM_SETTINGS,
  type Message,
  type RoomSettings,
  type User,
} from '@chat/protocol'
import { describe, expect, test } from 'vitest'
import type { Append, AppendContext } from '../store/append.js'
import { createRoomRules } from './room-rules.js'

const ann: User = { id: 'ann', name: 'Ann' }
const ben: User = { id: 'ben', name: 'Ben' }
const mod: User = { id: 'mod', name: 'Mod', role: 'moderator' }
const room = 'tea'
const id = 'the-message'

const decide = createRoomRules({ ...DEFAULT_LIMITS, reactionsPerMessage: 2 })

const message: Message = { id, seq: 1, at: '2030-01-01T00:00:00.000Z', user: ann, text: 'Tea?' }
const deleted: Message = { ...message, text: '', deleted: true }
const readOnly: RoomSettings = { readOnly: true }

/** The verdict, in a word: `append`, `unchanged`, or the code of the refusal. */
function verdict(append: Append, context: Partial<AppendContext> = {}): string {
  const answer = decide(append, {
    seq: 5,
    floor: 0,
    settings: DEFAULT_ROOM_SETTINGS,
    hasReplyTarget: false,
    ...context,
  })
  return answer.type === 'refuse' ? answer.code : answer.type
}

const say = (user: User, replyTo?: string): Append => ({
  type: 'message',
  room,
  user,
  id,
  text: 'Tea?',
  ...(replyTo !== undefined && { replyTo }),
})
const edit = (user: User, text: string): Append => ({ type: 'edit', room, user, id, text })
const remove = (user: User): Append => ({ type: 'delete', room, user, id })
const react = (user: User, emoji: string, on: boolean): Append => ({
  type: 'reaction',
  room,
  user,
  id,
  emoji,
  on,
})

describe('a message', () => {
  test('is new where the room has none of its id', () => {
    expect(verdict(say(ann))).toBe('append')
  })

  test('is there already where its author repeats it, even after its deletion', () => {
    expect(verdict(say(ann), { message })).toBe('unchanged')
    expect(verdict(say(ann), { message: deleted })).toBe('unchanged')
  })

  test('stays accepted where the room became read-only since', () => {
    expect(verdict(say(ann), { message, settings: readOnly })).toBe('unchanged')
  })

  test('of another author with the same id is a conflict', () => {
    expect(verdict(say(ben), { message })).toBe('conflict')
    expect(verdict(say(mod), { message })).toBe('conflict')
  })

  test('answers only what is in the room', () => {
    expect(verdict(say(ann, 'other'))).toBe('not_found')
    expect(verdict(say(ann, 'other'), { hasReplyTarget: true })).toBe('append')
  })

  test('is written in a read-only room by those with a role alone', () => {
    expect(verdict(say(ann), { settings: readOnly })).toBe('read_only')
    expect(verdict(say(mod), { settings: readOnly })).toBe('append')
  })
})

describe('an edit', () => {
  test('is its author’s alone, whatever role others have', () => {
    expect(verdict(edit(ann, 'Coffee?'), { message })).toBe('append')
    expect(verdict(edit(ben, 'Coffee?'), { message })).toBe('forbidden')
    expect(verdict(edit(mod, 'Coffee?'), { message })).toBe('forbidden')
  })

  test('to the same text changes nothing', () => {
    expect(verdict(edit(ann, 'Tea?'), { message })).toBe('unchanged')
  })

  test('brings nothing back that was deleted, and makes nothing', () => {
    expect(verdict(edit(ann, 'Coffee?'), { message: deleted })).toBe('not_found')
    expect(verdict(edit(ann, 'Coffee?'))).toBe('not_found')
  })

  test('waits while the room is read-only', () => {
    expect(verdict(edit(ann, 'Coffee?'), { message, settings: readOnly })).toBe('read_only')
  })
})

describe('a deletion', () => {
  test('is its author’s and the moderators’', () => {
    expect(verdict(remove(ann), { message })).toBe('append')
    expect(verdict(remove(mod), { message })).toBe('append')
    expect(verdict(remove(ben), { message })).toBe('forbidden')
  })

  test('of what is deleted changes nothing', () => {
    expect(verdict(remove(ann), { message: deleted })).toBe('unchanged')
    expect(verdict(remove(ben), { message: deleted })).toBe('forbidden')
    expect(verdict(remove(ann))).toBe('not_found')
  })

  test('of one’s own is possible in a read-only room', () => {
    expect(verdict(remove(ann), { message, settings: readOnly })).toBe('append')
  })
})

describe('a reaction', () => {
  const liked: Message = { ...message, reactions: { '👍': ['ben'] } }
  const full: Message = { ...message, reactions: { '👍': ['ben'], '🎉': ['ann'] } }

  test('is anybody’s', () => {
    expect(verdict(react(ben, '👍', true), { message })).toBe('append')
    expect(verdict(react(ann, '👍', true), { message: liked })).toBe('append')
    expect(verdict(react(ben, '👍', false), { message: liked })).toBe('append')
  })

  test('that is already so changes nothing', () => {
    expect(verdict(react(ben, '👍', true), { message: liked })).toBe('unchanged')
    expect(verdict(react(ann, '👍', false), { message: liked })).toBe('unchanged')
  })

  test('is refused where the message has as many different ones as it may', () => {
    expect(verdict(react(ann, '🍵', true), { message: full })).toBe('forbidden')
    expect(verdict(react(ann, '👍', true), { message: full })).toBe('append')
    expect(verdict(react(ben, '👍', false), { message: full })).toBe('append')
  })

  test('needs a message that is not deleted', () => {
    expect(verdict(react(ben, '👍', true), { message: deleted })).toBe('not_found')
    expect(verdict(react(ben, '👍', true))).toBe('not_found')
  })

  test('waits while the room is read-only', () => {
    expect(verdict(react(ben, '👍', true), { message, settings: readOnly })).toBe('read_only')
  })

  test('of one’s own is taken back in a read-only room too', () => {
    const context = { message: liked, settings: readOnly }
    expect(verdict(react(ben, '👍', false), context)).toBe('append')
  })
})

describe('settings', () => {
  const change = (user: User, isReadOnly: boolean): Append => ({
    type: 'settings',
    room,
    user,
    settings: { readOnly: isReadOnly },
  })

  test('are changed by those with a role alone', () => {
    expect(verdict(change(mod, true))).toBe('append')
    expect(verdict(change(ann, true))).toBe('forbidden')
  })

  test('that hold already change nothing', () => {
    expect(verdict(change(mod, false))).toBe('unchanged')
  })

  test('are not changed by whoever has not seen what they are now', () => {
    const seen: Append = { type: 'settings', room, user: mod, settings: readOnly, before: readOnly }
    expect(verdict(seen)).toBe('conflict')
    expect(verdict({ ...seen, before: DEFAULT_ROOM_SETTINGS })).toBe('append')
    expect(verdict(seen, { settings: readOnly })).toBe('unchanged')
  })
})
