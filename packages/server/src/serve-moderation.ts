import type { RoomSettings } from '@chat/protocol'
import type { BusNote } from './bus/bus-note.js'
import type { Bus } from './bus/bus.js'
import { AdminSessions } from './identity/admin-sessions.js'
import { HostIdentities } from './identity/host-identity.js'
import type { HookRunner } from './hooks/hook-runner.js'
import { Eraser } from './keeping/eraser.js'
import { Exporter } from './keeping/exporter.js'
import { createModeration } from './moderation/create-moderation.js'
import type { Settings } from './options.js'
import type { Presence } from './presence/presence.js'
import type { RateLimit } from './rate-limit/rate-limit.js'
import type { Tally } from './rate-limit/tally.js'
import type { RoomLog } from './room/room-log.js'
import { serveRetention } from './serve-retention.js'
import type { Store } from './store/store.js'
import { Connections } from './transport/connections.js'
import { Enforcement } from './transport/enforcement.js'
import { ModeratorQueue } from './transport/moderator-queue.js'
import { RaidNews } from './transport/raid-news.js'
import { RoleWatch } from './transport/role-watch.js'
import { UserNotices } from './transport/user-notices.js'

export type ServeModerationOptions = {
  store: Store
  log: RoomLog
  secret: Uint8Array
  presence: Presence
  tally: Tally
  /** Undefined: this process is alone. */
  bus: Bus | undefined
  settingsOf: (room: string) => Promise<RoomSettings>
  rateLimit: RateLimit
  settings: Settings
  hooks: HookRunner
  /** Puts something in line for other servers. */
  announce: (room: string, type: 'join' | 'leave' | 'report' | 'moderate', data: object) => void
  /** A text beside the logs was overwritten. */
  onOverwrite: () => void
  /** Rows beside the logs were deleted. */
  onDelete: () => void
  onError: (error: unknown) => void
}

const REJECTED = 'A moderator did not let your message through.'

/** Moderation, made felt by the connections of this process and told to the others. */
export async function serveModeration(options: ServeModerationOptions) {
  const { store, log, secret, presence, bus, settings, settingsOf, onError } = options
  const { hooks, announce } = options
  // What is not taken is found in the store, or is of the moment.
  const tell = (note: BusNote) => void bus?.publish(note).catch(() => {})
  const connections = new Connections()
  const notices = new UserNotices({
    connections,
    onNotice: (userId, notice) => tell({ type: 'notice', userId, notice }),
  })
  const enforcement = new Enforcement({
    connections,
    sanctions: () => services.sanctions,
    presence,
    onError,
  })
  const queue = new ModeratorQueue({
    connections,
    count: (room) => services.moderation.queue(room),
    onError,
  })
  const raidNews = new RaidNews(connections)
  const onQueueChange = (room: string) => {
    queue.note(room)
    tell({ type: 'queue', room })
  }
  const services = createModeration({
    sql: store.sql,
    log,
    secret,
    ...settings.moderation,
    settingsOf,
    tally: options.tally,
    rateLimit: options.rateLimit,
    maxMembers: settings.maxMembers,
    members: (room) => presence.members(room),
    onRaid: (room, isOn) => {
      raidNews.tell(room, isOn)
      tell({ type: 'raid', room, isOn })
    },
    onRevoke: () => {
      roleWatch.check().catch(onError)
      tell({ type: 'links' })
    },
    hooks,
    announce,
    onBegin: (sanction) => enforcement.begin(sanction),
    onLift: (sanction) => enforcement.lift(sanction),
    onChange: () => tell({ type: 'sanctions' }),
    onQueueChange,
    onReject: (room, userId, id) => {
      notices.send(userId, { code: 'refused', message: REJECTED, room, id })
      options.onOverwrite()
    },
    onError,
  })
  await services.sanctions.open()
  services.raids.open()
  const roleWatch = new RoleWatch({ ...services, connections, presence, enforcement, onError })
  presence.onChange(({ room, joined, left, isSettled }, isOurs) => {
    // Of several processes, the one where it happened tells of it.
    if (isSettled || !isOurs) return
    for (const user of joined) announce(room, 'join', { user })
    for (const id of left) {
      const user = services.persons.get(id)?.user
      if (!user) continue
      hooks.tell('onLeave', { room, user })
      announce(room, 'leave', { user })
    }
  })
  bus?.onNote((note) => {
    if (note.type === 'sanctions') services.sanctions.refresh().catch(onError)
    else if (note.type === 'links') roleWatch.check().catch(onError)
    else if (note.type === 'raid') {
      raidNews.tell(note.room, note.isOn)
      services.raids.check().catch(onError)
    } else if (note.type === 'queue') queue.note(note.room)
    else if (note.type === 'notice') notices.receive(note.userId, note.notice)
  })
  const retention = serveRetention(options)
  return {
    connections,
    services: {
      ...services,
      queue,
      identities: createIdentities(options),
      adminSessions: createAdminSessions(options),
    },
    keeping: {
      eraser: new Eraser({ store, log, audit: services.audit, onQueueChange }),
      exporter: new Exporter({
        store,
        hiddenText: (room, id) => services.reports.hiddenText(room, id),
        heldOf: (id) => services.held.listOf(id),
      }),
    },
    async close() {
      await retention.close()
      roleWatch.close()
      services.sanctions.close()
      services.raids.close()
      queue.close()
    },
  }
}

function createIdentities({ settings, secret, onError }: ServeModerationOptions) {
  const { identity, limits } = settings
  if (!identity) return undefined
  return new HostIdentities({ ...identity, secret, nameLength: limits.nameLength, onError })
}

function createAdminSessions({ settings: { adminKey }, secret }: ServeModerationOptions) {
  return adminKey === undefined ? undefined : new AdminSessions({ secret, adminKey })
}
