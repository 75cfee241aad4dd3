/** Version of the wire protocol spoken by this code. A server refuses a handshake that names another one. */
export const PROTOCOL_VERSION = 1 as const
