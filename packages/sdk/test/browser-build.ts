// What browsers load, as it is built.
const path = new URL('../dist/browser.js', import.meta.url).href

export const BrowserChatClient = ((await import(path)) as typeof import('../src/index.js'))
  .ChatClient
