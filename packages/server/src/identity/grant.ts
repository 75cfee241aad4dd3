import type { Role } from '@chat/protocol'

/** What somebody may do in some rooms, or in all. */
export type Grant = {
  role: Role
  rooms: readonly string[] | '*'
  /** ms since 1970; Infinity: as long as the connection. */
  until: number
  /** Id of the moderator link that it comes from. */
  link?: string
}

/** The highest role that these grants give in a room. */
export function roleIn(room: string, grants: readonly Grant[], now = Date.now()): Role | undefined {
  let role: Role | undefined
  for (const grant of grants) {
    const holds = grant.until > now && (grant.rooms === '*' || grant.rooms.includes(room))
    if (holds && role !== 'host') role = grant.role
  }
  return role
}

/** Whether these grants give a role in every room. */
export function isEverywhere(grants: readonly Grant[], now = Date.now()): boolean {
  return grants.some(({ rooms, until }) => rooms === '*' && until > now)
}
