// What a user of the published packages writes, as a CommonJS module.
import sdk = require('@chat/sdk')
import server = require('@chat/server')

const client: sdk.ChatClient = new sdk.ChatClient({ url: 'https://chat.example.com' })

// @ts-expect-error: a client is no string, and not `any` either
const wrongClient: string = client

// @ts-expect-error: a function that makes a server is no string, and not `any` either
const wrongServer: string = server.createChatServer

export = { client, wrongClient, wrongServer }
