import { createSettingsSchema, type RoomState } from '@chat/protocol'
import { defineRoute } from './api-route.js'
import type { ApiServices } from './api-services.js'
import { ADMIN } from './caller.js'
import { roomsQuery } from './page-query.js'

/** Most rooms with members that are looked through for those that nobody has written to. */
const MOST_LIVE = 1_000

type ListedRoom = Pick<RoomState, 'name' | 'seq' | 'settings'> & {
  members: number
  /** When it was last written to; absent where it never was. */
  lastAt?: string
}

export const roomRoutes = [
  defineRoute('GET /rooms', {
    query: roomsQuery,
    async run({ query: { after, live, limit } }, api) {
      if (live === 'true') {
        return { status: 200, body: { rooms: await readLiveRooms(limit, api) } }
      }
      const stored = await api.log.rooms(after, limit + 1)
      const page = stored.slice(0, limit)
      const end = stored.length > limit ? page.at(-1)?.name : undefined
      const unwritten = await readUnwritten(after, end, api)
      const listed = page.map(async ({ name, seq, settings, lastAt }) => {
        const { count: members } = await api.presence.count(name)
        return { name, seq, settings, members, lastAt }
      })
      const rooms = [...(await Promise.all(listed)), ...unwritten].sort((a, b) =>
        compareBytes(a.name, b.name),
      )
      return { status: 200, body: { rooms, ...(end !== undefined && { next: end }) } }
    },
  }),

  defineRoute('GET /rooms/:room', {
    async run({ room }, { log, moderation, presence }) {
      const [state, { count: members }, queue] = await Promise.all([
        log.room(room),
        presence.count(room),
        moderation.queue(room),
      ])
      return { status: 200, body: { ...state, members, queue } }
    },
  }),

  defineRoute('GET /rooms/:room/members', {
    async run({ room }, { presence }) {
      const { count, list } = await presence.members(room)
      return { status: 200, body: { count, list } }
    },
  }),

  defineRoute('PATCH /rooms/:room/settings', {
    body: createSettingsSchema(),
    async run({ room, body: settings }, { log, moderation }) {
      await moderation.act(room, { type: 'settings', settings }, ADMIN)
      return { status: 200, body: { settings: (await log.room(room)).settings } }
    },
  }),
]

/** Most members first. */
async function readLiveRooms(limit: number, api: ApiServices): Promise<ListedRoom[]> {
  const live = await api.presence.liveRooms(limit)
  return Promise.all(
    live.map(async ({ name, members }) => {
      const { seq, settings } = await api.log.room(name)
      return { name, seq, settings, members }
    }),
  )
}

/** Rooms that people are in and nobody has written to, of those with a name after `after` and up to `end`. */
async function readUnwritten(
  after: string,
  end: string | undefined,
  { log, presence }: ApiServices,
): Promise<ListedRoom[]> {
  const live = (await presence.liveRooms(MOST_LIVE)).filter(
    ({ name }) =>
      compareBytes(name, after) > 0 && (end === undefined || compareBytes(name, end) <= 0),
  )
  const states = await Promise.all(
    live.map(async ({ name, members }) => {
      const { seq, settings } = await log.room(name)
      return { name, seq, settings, members }
    }),
  )
  return states.filter(({ seq }) => seq === 0)
}

/** As the store orders names. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
