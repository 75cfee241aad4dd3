import type { Limits, User } from '@chat/protocol'
import { isDeepStrictEqual } from 'node:util'
import type { AppendContext, Append, Decide, Verdict } from '../store/append.js'

const APPEND: Verdict = { type: 'append' }
const UNCHANGED: Verdict = { type: 'unchanged' }
const NOT_FOUND = { type: 'refuse', code: 'not_found' } as const satisfies Verdict

/** The rules of a room, pure: what may go into its log, and what is there already. */
export function createRoomRules(limits: Limits): Decide {
  return (append, context) => {
    switch (append.type) {
      case 'message':
        return decideMessage(append, context)
      case 'edit':
        return decideEdit(append, context)
      case 'delete':
        return decideDelete(append, context)
      case 'reaction':
        return decideReaction(append, context, limits)
      case 'settings':
        return decideSettings(append, context)
      case 'hide':
        return decideHide(append, context)
      case 'clear':
        return decideClear(append, context)
    }
  }
}

type Of<T extends Append['type']> = Extract<Append, { type: T }>

// A repetition is answered before anything else: what was once accepted stays accepted, whatever changed since.
function decideMessage(append: Of<'message'>, context: AppendContext): Verdict {
  if (context.message) {
    return context.message.user.id === append.user.id
      ? UNCHANGED
      : { type: 'refuse', code: 'conflict' }
  }
  if (isReadOnlyFor(append.user, context)) return { type: 'refuse', code: 'read_only' }
  if (append.replyTo !== undefined && !context.hasReplyTarget) {
    return { ...NOT_FOUND, message: 'The message that this one answers is not in the room.' }
  }
  return APPEND
}

function decideEdit(append: Of<'edit'>, context: AppendContext): Verdict {
  const { message } = context
  if (!message || message.deleted) return NOT_FOUND
  if (message.user.id !== append.user.id) {
    return { type: 'refuse', code: 'forbidden', message: 'Only its author may edit a message.' }
  }
  if (message.hidden) {
    return { type: 'refuse', code: 'forbidden', message: 'A moderator is to look at it first.' }
  }
  if (message.text === append.text) return UNCHANGED
  return isReadOnlyFor(append.user, context) ? { type: 'refuse', code: 'read_only' } : APPEND
}

// Deleting one's own stays possible in a read-only room.
function decideDelete(append: Of<'delete'>, { message }: AppendContext): Verdict {
  if (!message) return NOT_FOUND
  if (message.user.id !== append.user.id && !append.user.role) {
    return { type: 'refuse', code: 'forbidden', message: 'Only its author may delete a message.' }
  }
  return message.deleted ? UNCHANGED : APPEND
}

// So does taking one's own reaction back.
function decideReaction(append: Of<'reaction'>, context: AppendContext, limits: Limits): Verdict {
  const { message } = context
  if (!message || message.deleted) return NOT_FOUND
  const reactions = message.reactions ?? {}
  if ((reactions[append.emoji]?.includes(append.user.id) ?? false) === append.on) return UNCHANGED
  if (!append.on) return APPEND
  if (isReadOnlyFor(append.user, context)) return { type: 'refuse', code: 'read_only' }
  const isNewEmoji = !Object.hasOwn(reactions, append.emoji)
  if (isNewEmoji && Object.keys(reactions).length >= limits.reactionsPerMessage) {
    return {
      type: 'refuse',
      code: 'forbidden',
      message: `A message can have at most ${limits.reactionsPerMessage} different reactions.`,
    }
  }
  return APPEND
}

function decideSettings(append: Of<'settings'>, { settings }: AppendContext): Verdict {
  if (!append.user.role) return { type: 'refuse', code: 'forbidden' }
  if (isDeepStrictEqual(settings, append.settings)) return UNCHANGED
  if (append.before && !isDeepStrictEqual(settings, append.before)) {
    const message = 'Somebody else has changed the settings at this moment.'
    return { type: 'refuse', code: 'conflict', message }
  }
  return APPEND
}

function decideHide(append: Of<'hide'>, { message }: AppendContext): Verdict {
  if (!append.user.role) return { type: 'refuse', code: 'forbidden' }
  if (!message || message.deleted) return NOT_FOUND
  return (message.hidden ?? false) === append.on ? UNCHANGED : APPEND
}

function decideClear(append: Of<'clear'>, { seq, floor }: AppendContext): Verdict {
  if (!append.user.role) return { type: 'refuse', code: 'forbidden' }
  return (append.upTo ?? seq) <= floor ? UNCHANGED : APPEND
}

function isReadOnlyFor(user: User, { settings }: AppendContext): boolean {
  return settings.readOnly && !user.role
}
