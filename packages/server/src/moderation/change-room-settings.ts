import { isChatError, type RoomSettings, type SettingsChange, type User } from '@chat/protocol'
import type { RoomLog } from '../room/room-log.js'
import { changeSettings } from './change-settings.js'

/** Others who change the settings at the same moment, before whoever asks is told to ask again. */
const MAX_ATTEMPTS = 20

/**
 * Changes some of a room's settings, and leaves what others change at the same moment as they have it.
 *
 * @throws ChatError as `RoomLog.append`
 */
export async function changeRoomSettings(
  log: RoomLog,
  { room, user, change }: { room: string; user: User; change: SettingsChange },
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { settings: before } = await log.room(room)
    const settings: RoomSettings = changeSettings(before, change)
    try {
      await log.append({ type: 'settings', room, user, settings, before })
      return
    } catch (error) {
      const isOvertaken = isChatError(error) && error.code === 'conflict'
      if (!isOvertaken || attempt === MAX_ATTEMPTS) throw error
    }
  }
}
