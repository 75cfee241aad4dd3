import type { Message } from '../message.js'
import type { Role, User } from '../user.js'
import { arrayOf, isString, isWhole, literal, object, recordOf, type Guard } from './guard.js'

const isTrue = literal(true)

/** Also a role that only a newer server knows. */
export const isRole: Guard<Role> = (value): value is Role => isString(value)
export const isUser = object<User>({ id: isString, name: isString }, { role: isRole })
export const isMessage = object<Message>(
  { id: isString, seq: isWhole, at: isString, user: isUser, text: isString },
  {
    replyTo: isString,
    editedAt: isString,
    deleted: isTrue,
    hidden: isTrue,
    reactions: recordOf(arrayOf(isString)),
  },
)
