/** The path of a Redis server, or undefined where none is to be had. */
export function ensureRedis(): Promise<string | undefined>
