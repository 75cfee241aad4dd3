const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Attributes of `<chat-room>`; every one may change at any time. */
export const ROOM_ATTRIBUTES = ['room', 'server', 'name', 'theme', 'lang', 'dir'] as const
export type RoomAttribute = (typeof ROOM_ATTRIBUTES)[number]

/** The theme that the attribute names; anything but `light` and `dark` follows the visitor's system. */
export function parseTheme(value: string | null): Theme {
  return THEMES.find((theme) => theme === value) ?? 'auto'
}
