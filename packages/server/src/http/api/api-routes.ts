import type { ApiRoute } from './api-route.js'
import { botKeyRoutes } from './bot-key-routes.js'
import { keepingRoutes } from './keeping-routes.js'
import { linkRoutes } from './link-routes.js'
import { messageRoutes } from './message-routes.js'
import { moderationRoutes } from './moderation-routes.js'
import { roomRoutes } from './room-routes.js'
import { statsRoutes } from './stats-routes.js'

/** Every endpoint below `/api`, but for its own description. */
export const apiRoutes: readonly ApiRoute[] = [
  ...roomRoutes,
  ...messageRoutes,
  ...moderationRoutes,
  ...keepingRoutes,
  ...linkRoutes,
  ...botKeyRoutes,
  ...statsRoutes,
]
