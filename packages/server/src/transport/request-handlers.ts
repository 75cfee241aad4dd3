import type { RequestName } from '@chat/protocol'
import type { RequestHandlers } from './request-handler.js'
import { deleteMessage } from './requests/delete.js'
import { edit } from './requests/edit.js'
import { history } from './requests/history.js'
import { join } from './requests/join.js'
import { leave } from './requests/leave.js'
import { message } from './requests/message.js'
import { moderate } from './requests/moderate.js'
import { name } from './requests/name.js'
import { react } from './requests/react.js'
import { report } from './requests/report.js'
import { review } from './requests/review.js'
import { sync } from './requests/sync.js'
import { typing } from './requests/typing.js'

/** Every request of the protocol; the type sees to it that none is missing. */
export const requestHandlers: RequestHandlers = {
  join,
  leave,
  message,
  edit,
  delete: deleteMessage,
  react,
  history,
  sync,
  typing,
  name,
  report,
  moderate,
  review,
}

export const requestNames = Object.keys(requestHandlers) as RequestName[]
