import { Router } from 'express'
import type { Routes } from './routes.js'

const MOST_ROOMS = 100

/** `/rooms`: the rooms with members now, most members first. */
export function roomsRouter({ presence, origins, listRooms }: Routes): Router {
  const router = Router()
  if (!listRooms) return router
  router.get('/rooms', async (request, response) => {
    const { origin } = request.headers
    if (origins === '*') response.set('Access-Control-Allow-Origin', '*')
    else if (origin !== undefined && origins.includes(origin)) {
      response.set('Access-Control-Allow-Origin', origin)
    }
    response.vary('Origin').set('Cache-Control', 'no-store')
    response.json({ rooms: await presence.liveRooms(MOST_ROOMS) })
  })
  return router
}
