import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyChange, type MessageChange } from './apply-change.js'
import type { Message } from './message.js'

const ann = { id: 'ann', name: 'Ann' }
const bob = { id: 'bob', name: 'Bob' }
const at = '2030-01-01T00:00:01.000Z'
const message: Message = {
  id: 'm',
  seq: 1,
  at: '2030-01-01T00:00:00.000Z',
  user: ann,
  text: 'Hello',
  replyTo: 'other',
}
const change = { seq: 2, at, id: 'm', user: ann }
const react = (emoji: string, on: boolean, user = ann): MessageChange => ({
  ...change,
  type: 'reaction',
  emoji,
  on,
  user,
})
const applyAll = (changes: MessageChange[], to = message) => changes.reduce(applyChange, to)

describe('an edit', () => {
  test('changes the text and says when, and nothing else', () => {
    expect(applyChange(message, { ...change, type: 'edit', text: 'Bye' })).toEqual({
      ...message,
      text: 'Bye',
      editedAt: at,
    })
  })

  test('to the same text is none', () => {
    expect(applyChange(message, { ...change, type: 'edit', text: 'Hello' })).toBe(message)
  })

  test('whose text is gone, as of a message that was hidden since, still says when', () => {
    const edit: MessageChange = { ...change, type: 'edit', text: '' }
    const hide: MessageChange = { ...change, type: 'hide', on: true }
    const before = { ...message, text: '' }
    const edited = applyChange(before, edit)
    expect(edited).toEqual({ ...before, editedAt: at })
    expect(applyChange(edited, edit)).toBe(edited)
    expect(applyAll([edit, hide], before)).toEqual(
      applyAll([{ ...edit, text: 'Bye' }, hide], message),
    )
  })

  test('that a hidden message has had already does not bring its text back', () => {
    const hidden = applyChange(message, { ...change, type: 'hide', on: true })
    expect(applyChange(hidden, { ...change, type: 'edit', text: 'Bye' })).toBe(hidden)
  })

  test('keeps the reactions', () => {
    const edited = applyAll([react('👍', true), { ...change, type: 'edit', text: 'Bye' }])
    expect(edited.reactions).toEqual({ '👍': ['ann'] })
  })
})

describe('a deletion', () => {
  test('leaves place and author and nothing of what was said', () => {
    const before = applyAll([react('👍', true), { ...change, type: 'edit', text: 'Bye' }])
    expect(applyChange(before, { ...change, type: 'delete' })).toEqual({
      id: 'm',
      seq: 1,
      at: message.at,
      user: ann,
      text: '',
      deleted: true,
    })
  })

  test('is final: nothing changes what is deleted', () => {
    const deleted = applyChange(message, { ...change, type: 'delete' })
    expect(applyChange(deleted, { ...change, type: 'edit', text: 'Back' })).toBe(deleted)
    expect(applyChange(deleted, react('👍', true))).toBe(deleted)
    expect(applyChange(deleted, { ...change, type: 'delete' })).toBe(deleted)
  })
})

describe('a reaction', () => {
  test('lists users in the order in which they reacted, each once', () => {
    const reacted = applyAll([react('👍', true, bob), react('👍', true), react('👍', true, bob)])
    expect(reacted.reactions).toEqual({ '👍': ['bob', 'ann'] })
  })

  test('taken back leaves the others', () => {
    const reacted = applyAll([react('👍', true, bob), react('👍', true), react('👍', false, bob)])
    expect(reacted.reactions).toEqual({ '👍': ['ann'] })
  })

  test('taken back as the last of its emoji takes the emoji along', () => {
    const reacted = applyAll([react('👍', true), react('🎉', true), react('👍', false)])
    expect(reacted.reactions).toEqual({ '🎉': ['ann'] })
  })

  test('taken back as the last of all leaves the message as it was', () => {
    expect(applyAll([react('👍', true), react('👍', false)])).toEqual(message)
  })

  test('that is already so changes nothing', () => {
    const reacted = applyChange(message, react('👍', true))
    expect(applyChange(reacted, react('👍', true))).toBe(reacted)
    expect(applyChange(message, react('👍', false))).toBe(message)
  })
})

const anyChange = fc.oneof(
  fc
    .constantFrom('Hello', 'one', 'two')
    .map((text) => ({ ...change, type: 'edit' as const, text })),
  fc.constant({ ...change, type: 'delete' as const }),
  fc
    .tuple(fc.constantFrom('👍', '🎉'), fc.boolean(), fc.constantFrom(ann, bob))
    .map(([emoji, on, user]) => react(emoji, on, user)),
)

test('a change applied twice is a change applied once, and no change touches its input', () => {
  fc.assert(
    fc.property(fc.array(anyChange), anyChange, (changes, last) => {
      const before = applyAll(changes)
      const copy = structuredClone(before)
      const once = applyChange(before, last)
      expect(applyChange(once, last)).toBe(once)
      expect(before).toEqual(copy)
    }),
  )
})
