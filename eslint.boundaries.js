// Which file may import what: the rules of docs/architecture.md that a review would overlook.

/** Only the packages that match `allowed` (and relative paths) may be imported. */
const onlyPackages = (allowed, message) => [
  'error',
  { patterns: [{ regex: `^(?!\\.{1,2}/|(?:${allowed})$)`, message }] },
]

/** A layer of packages/server/src that may import from itself and from `allowed` alone. */
const layer = (name, allowed, message) => ({
  target: `packages/server/src/${name}`,
  from: 'packages/server/src',
  except: [`./${name}`, ...allowed.map((path) => `./${path}`)],
  message,
})

const server = 'packages/server/src'
const concreteStores = ['memory-store.{ts,tsx}', 'sqlite/**', 'postgres/**'].map(
  (path) => `${server}/store/${path}`,
)
const entries = ['cli/**', 'chat-server.{ts,tsx}'].map((path) => `${server}/${path}`)
const edges = ['transport/**', 'http/**'].map((path) => `${server}/${path}`)

const zones = [
  layer('store', [], 'A store imports only the store interface and @chat/protocol.'),
  {
    target: `${server}/cli/**`,
    from: [...edges, `${server}/{room,moderation,keeping,store,presence,rate-limit,identity}/**`],
    message: 'The CLI parses, calls createChatServer and prints.',
  },
  {
    target: edges,
    from: entries,
    message: 'The composition root imports the edges, never the other way.',
  },
  {
    target: `${server}/{room,moderation,keeping,presence,rate-limit,identity}/**`,
    from: [...entries, ...edges],
    message: 'The core does not know how it is reached.',
  },
  {
    target: `${server}/!(store|create-store.ts){,/**}`,
    from: concreteStores,
    message: 'Only create-store.ts names a concrete store; everything else uses the interface.',
  },
]

export const boundaries = ({ ignores }) => [
  {
    files: ['packages/protocol/src/**'],
    ignores,
    rules: {
      'no-restricted-imports': onlyPackages(
        'valibot',
        'The protocol is a leaf: no I/O, Node or DOM.',
      ),
    },
  },
  {
    files: ['packages/sdk/src/**'],
    ignores: [...ignores, 'packages/sdk/src/open-socket.ts'],
    rules: {
      'no-restricted-imports': onlyPackages(
        '@chat/protocol|eventemitter3|valibot',
        'The SDK stands on @chat/protocol and eventemitter3; only open-socket.ts knows socket.io-client.',
      ),
    },
  },
  {
    files: ['packages/sdk/src/open-socket.ts'],
    rules: {
      'no-restricted-imports': onlyPackages('socket\\.io-client', 'It stands on socket.io-client.'),
    },
  },
  {
    files: ['packages/sdk/src/{backoff,client-status,room-timeline}.ts'],
    rules: {
      'no-restricted-imports': onlyPackages(
        '@chat/protocol',
        'This file is pure: it imports the protocol.',
      ),
    },
  },
  {
    files: ['packages/widget/src/**'],
    ignores: [...ignores, 'packages/widget/src/room-controller.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\.{1,2}/|preact(?:/|$)|@chat/sdk$)',
              message: 'The widget stands on @chat/sdk and preact alone.',
            },
            {
              regex: '^@chat/sdk$',
              allowTypeImports: true,
              message: 'Only room-controller.ts talks to @chat/sdk; others may import its types.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['packages/widget/src/desk/**'],
    ignores,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\.{1,2}/|preact(?:/|$)|@chat/sdk(?:/moderation)?$)',
              message: 'The desk stands on @chat/sdk/moderation and preact alone.',
            },
            {
              regex: '^@chat/sdk$',
              allowTypeImports: true,
              message: 'Only room-controller.ts talks to @chat/sdk; others may import its types.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['packages/widget/src/frameworks/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(react|solid-js|svelte/elements|vue)$',
              allowTypeImports: true,
              message: 'Types alone: the widget stands on no framework.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['packages/widget/src/room-controller.ts'],
    rules: {
      'no-restricted-imports': onlyPackages(
        '@chat/sdk',
        'The controller stands on @chat/sdk alone.',
      ),
    },
  },
  {
    files: ['packages/server/src/**'],
    ignores,
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^@chat/(?!protocol$)',
              message: 'The server stands on @chat/protocol alone.',
            },
            {
              regex: '^socket\\.io-client(?:/|$)',
              message: 'Only tests speak to the server as a client.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['packages/server/src/{room,store}/**'],
    ignores,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(@chat/(?!protocol$)|express|socket\\.io|@socket\\.io/|redis|ioredis)',
              message: 'Rooms and stores do not know how they are reached.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['packages/server/src/room/**'],
    ignores,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex:
                '^(@chat/(?!protocol$)|express|socket\\.io|@socket\\.io/|redis|ioredis|pg$|pg/|node:sqlite)',
              message: 'Rooms do not know how they are reached, nor where they are stored.',
            },
          ],
        },
      ],
    },
  },
]
