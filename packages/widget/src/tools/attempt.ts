import { errorText } from '../error-text.js'
import { isChatError, type RoomController } from '../room-controller.js'
import type { ToolsHost } from './tools.js'

/** Does something in the room, and says what became of it. Resolves with whether it was done. */
export async function attempt(
  { controller, actions, locale }: ToolsHost,
  act: (controller: RoomController) => Promise<void>,
  done: string,
): Promise<boolean> {
  try {
    await act(controller)
    actions.say(done)
    return true
  } catch (error) {
    if (!isChatError(error)) throw error
    actions.say(errorText(error, locale()))
    return false
  }
}
