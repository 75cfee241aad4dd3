import type { RoomSettings, SettingsChange } from '@chat/protocol'

/** The settings after a change: `null` and `false` go back to the default, which is not written. Pure. */
export function changeSettings(settings: RoomSettings, change: SettingsChange): RoomSettings {
  const { password, readOnly = settings.readOnly, ...rest } = change
  const changed: Record<string, unknown> = { ...settings, ...rest }
  if (password !== undefined) changed['passwordRequired'] = password !== null
  const kept = Object.entries(changed).filter(
    ([, value]) => value !== null && value !== false && value !== undefined,
  )
  return { ...Object.fromEntries(kept), readOnly }
}
