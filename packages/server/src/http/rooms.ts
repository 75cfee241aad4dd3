import { Router } from 'express'
import { ListedRooms } from './listed-rooms.js'
import type { Routes } from './routes.js'

/** `/rooms`: the rooms with members now, most members first, but for those that are not to be listed. */
export function roomsRouter({ origins, listRooms, ...routes }: Routes): Router {
  const router = Router()
  if (!listRooms) return router
  const listed = new ListedRooms(routes)
  router.get('/rooms', async (request, response) => {
    const { origin } = request.headers
    if (origins === '*') response.set('Access-Control-Allow-Origin', '*')
    else if (origin !== undefined && origins.includes(origin)) {
      response.set('Access-Control-Allow-Origin', origin)
    }
    response.vary('Origin').set('Cache-Control', 'no-store')
    response.json({ rooms: await listed.read() })
  })
  return router
}
