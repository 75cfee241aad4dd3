/** The chat server: the one that `npm start` runs, unless the build is told of another. */
export const SERVER: string = import.meta.env.VITE_CHAT_SERVER ?? 'http://localhost:3000'
