import { expect, test } from 'vitest'
import { createBanner } from './banner.js'

const facts = {
  url: 'http://localhost:3000',
  publicUrl: undefined,
  database: 'sqlite',
  dataDir: '/var/lib/chat',
}

test('the first line says where the server is, for scripts too', () => {
  const [first] = createBanner({ ...facts, publicUrl: 'https://chat.example' }).split('\n')
  expect(first).toBe('Chat server ready: http://localhost:3000/')
})

test('what to paste names the address that visitors use', () => {
  expect(createBanner(facts)).toContain('<script src="http://localhost:3000/chat.js" async>')
  expect(createBanner({ ...facts, publicUrl: 'https://chat.example' })).toContain(
    '<script src="https://chat.example/chat.js" async>',
  )
})

test('it says where the data is, or that none is kept', () => {
  expect(createBanner(facts)).toContain('/var/lib/chat')
  const banner = createBanner({ ...facts, database: 'memory' })
  expect(banner).toContain('nothing is kept')
  expect(banner).not.toContain('/var/lib/chat')
})

test('of a database elsewhere it says where, and not the password', () => {
  const banner = createBanner({ ...facts, database: 'postgres://chat:s3cret@db.example:5433/chat' })
  expect(banner).toContain('PostgreSQL: db.example:5433/chat')
  expect(banner).not.toMatch(/s3cret|\/var\/lib\/chat/)
})
