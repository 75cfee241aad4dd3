import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { claims, createIdentities, ec, ed, forge, jwkOf, sign } from '../../test/signed-identity.js'

/** A site that publishes its keys. */
async function publish() {
  const site = { keys: [jwkOf(ec, 'a')], status: 200, requests: 0 }
  const server = createServer((_request, response) => {
    site.requests += 1
    response.writeHead(site.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ keys: site.keys }))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return { site, jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks` }
}

test('the keys that a site publishes are fetched once, and again no sooner than its pause allows', async () => {
  const { site, jwksUrl } = await publish()
  const { identities } = createIdentities({ jwksUrl })
  const good = await sign(claims, ec.privateKey, { alg: 'ES256', kid: 'a' })
  const unknown = await sign(claims, ed.privateKey, { alg: 'EdDSA', kid: 'b' })
  for (let i = 0; i < 3; i += 1) {
    expect(await identities.verify(good)).toMatchObject({ name: 'Ann' })
    await expect(identities.verify(unknown)).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect(site.requests).toBe(1)
})

test('while the keys of the site cannot be had an identity is not refused for good', async () => {
  const { site, jwksUrl } = await publish()
  site.status = 503
  const { identities, errors } = createIdentities({ jwksUrl })
  const token = await sign(claims, ec.privateKey, { alg: 'ES256', kid: 'a' })
  await expect(identities.verify(token)).rejects.toMatchObject({ code: 'unavailable' })
  expect(errors).toHaveLength(1)
  site.status = 200
  expect(await identities.verify(token)).toMatchObject({ name: 'Ann' })
})

test('a published key does not make a shared one: HS256 is refused before any key is looked for', async () => {
  const { site, jwksUrl } = await publish()
  const { identities } = createIdentities({ jwksUrl })
  const forged = forge({ alg: 'HS256', kid: 'a' }, JSON.stringify(site.keys[0]))
  await expect(identities.verify(forged)).rejects.toMatchObject({ code: 'forbidden' })
  expect(site.requests).toBe(0)
})
