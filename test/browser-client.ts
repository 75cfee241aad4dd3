// The client that browsers load, as it is built.
const path = new URL('../packages/sdk/dist/browser.js', import.meta.url).href

export const BrowserChatClient = ((await import(path)) as typeof import('@chat/sdk')).ChatClient
