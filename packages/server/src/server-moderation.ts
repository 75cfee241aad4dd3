import { ChatError, createActionSchema, type Action, type Review } from '@chat/protocol'
import { safeParse } from 'valibot'
import { readActing, type Acting } from './acting.js'
import { createLinkUrl } from './identity/link-tokens.js'
import type {
  ModeratorLink,
  ModeratorLinkRequest,
  ModeratorLinks,
} from './identity/moderator-links.js'
import type { Moderation } from './moderation/moderation.js'
import type { Page, PageRequest } from './moderation/page.js'
import { mustBeRoom } from './must-be-room.js'

const PAGE = 50

/** A link with what makes a moderator of whoever has it. Shown once: the server keeps neither. */
export type NewModeratorLink = ModeratorLink & {
  token: string
  /** The address to hand out; without the server's origin where there is no `publicUrl`. */
  url: string
}

/** What whoever runs the server can do in every room. */
export type ServerModeration = {
  /**
   * Does what a moderator can do: the same checks, events and audit trail.
   *
   * Rejects with ChatError `invalid_room`, `invalid_payload`, `not_found`, `unavailable`.
   *
   * @example
   * await server.moderate('support', { type: 'ban', user: id, seconds: 3600 }, { reason: 'Spam' })
   */
  moderate(room: string, action: Action, acting?: Acting): Promise<void>
  /**
   * Ends a mute or a ban before its time, of whichever room it is.
   *
   * Rejects with ChatError `invalid_payload`, `not_found`, `unavailable`.
   */
  liftSanction(id: string, acting?: Acting): Promise<void>
  /**
   * One page of what moderators of the room see, or of all rooms, the latest first; 50 entries unless `limit` says
   * otherwise.
   */
  review<L extends keyof Review>(
    room: string | undefined,
    list: L,
    page?: Partial<PageRequest>,
  ): Promise<Page<Review[L]>>
  /**
   * Makes a link: whoever opens it moderates that room, without an account, until it ends or is revoked.
   *
   * Rejects with ChatError `invalid_room`, `invalid_payload`, `unavailable`.
   */
  createModeratorLink(
    request: ModeratorLinkRequest,
    acting?: Pick<Acting, 'by'>,
  ): Promise<NewModeratorLink>
  /** Those that hold now, of a room or of all, the latest first. */
  listModeratorLinks(room?: string): Promise<ModeratorLink[]>
  /**
   * Ends a link before its time, for those who moderate by it now too: within 5 seconds on all processes.
   *
   * Rejects with ChatError `invalid_payload`, `not_found`, `unavailable`.
   */
  revokeModeratorLink(id: string, acting?: Pick<Acting, 'by'>): Promise<void>
}

type Started = { moderation: { services: { moderation: Moderation; links: ModeratorLinks } } }

/** The server's own hands, once it has started. */
export function actAsServer(
  start: () => Promise<Started>,
  publicUrl: string | undefined,
): ServerModeration {
  const action = createActionSchema()
  const services = async () => (await start()).moderation.services
  return {
    async moderate(room, wanted, acting = {}) {
      mustBeRoom(room)
      const { by, reason } = readActing(acting)
      const result = safeParse(action, wanted)
      if (!result.success) throw new ChatError('invalid_payload', 'There is no such action.')
      const { moderation } = await services()
      await moderation.act(room, result.output, { user: by, isEverywhere: true }, reason)
    },
    async liftSanction(id, acting = {}) {
      const { by, reason } = readActing(acting)
      const { moderation } = await services()
      await moderation.lift(id, { user: by, isEverywhere: true }, reason)
    },
    async review(room, list, { before, limit = PAGE } = {}) {
      if (room !== undefined) mustBeRoom(room)
      return (await services()).moderation.review(list, room, { before, limit })
    },
    async createModeratorLink(request, acting = {}) {
      const { by } = readActing(acting)
      const { links } = await services()
      const link = await links.create(request, by)
      return { ...link, url: createLinkUrl(publicUrl ?? '', link.room, link.token) }
    },
    async listModeratorLinks(room) {
      return (await services()).links.list(room)
    },
    async revokeModeratorLink(id, acting = {}) {
      const { by } = readActing(acting)
      await (await services()).links.revoke(id, by)
    },
  }
}
