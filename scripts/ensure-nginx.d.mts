/** The path of an nginx, or undefined where none is to be had. */
export function ensureNginx(): Promise<string | undefined>
