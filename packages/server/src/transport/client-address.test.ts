import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { ClientAddress } from './client-address.js'

function request(peer: string, forwarded?: string): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const message = new IncomingMessage(socket)
  if (forwarded !== undefined) message.headers['x-forwarded-for'] = forwarded
  return message
}

test('the header of a proxy that is not trusted is ignored, and warned about once', () => {
  const onUntrustedForward = vi.fn()
  const addresses = new ClientAddress({ trustedProxies: [], onUntrustedForward })

  expect(addresses.of(request('192.0.2.7', '203.0.113.9'))).toBe('192.0.2.7')
  expect(addresses.of(request('192.0.2.8', '203.0.113.9'))).toBe('192.0.2.8')
  expect(onUntrustedForward).toHaveBeenCalledOnce()
})

test('a trusted proxy says from where its visitors come', () => {
  const onUntrustedForward = vi.fn()
  const addresses = new ClientAddress({ trustedProxies: ['loopback'], onUntrustedForward })

  expect(addresses.of(request('127.0.0.1', '203.0.113.9'))).toBe('203.0.113.9')
  expect(addresses.of(request('127.0.0.1'))).toBe('127.0.0.1')
  expect(onUntrustedForward).not.toHaveBeenCalled()
})

test('what a visitor writes into the header themselves is not believed', () => {
  const addresses = new ClientAddress({ trustedProxies: ['loopback'], onUntrustedForward() {} })

  expect(addresses.of(request('127.0.0.1', '198.51.100.1, 203.0.113.9'))).toBe('203.0.113.9')
  expect(addresses.of(request('127.0.0.1', 'nonsense'))).toBe('127.0.0.1')
})

test('one IPv6 network is one address, and mapped IPv4 is IPv4', () => {
  const addresses = new ClientAddress({ trustedProxies: [], onUntrustedForward() {} })

  expect(addresses.of(request('::ffff:192.0.2.7'))).toBe('192.0.2.7')
  expect(addresses.of(request('2001:db8:1:2:3:4:5:6'))).toBe('2001:db8:1:2::/64')
  expect(addresses.of(request('2001:db8:1:2::9'))).toBe('2001:db8:1:2::/64')
  expect(addresses.of(request('2001:db8::1'))).toBe('2001:db8:0:0::/64')
  expect(addresses.of(request('::1'))).toBe('0:0:0:0::/64')
})

test('a proxy may name the port of a visitor too, as some load balancers do', () => {
  const addresses = new ClientAddress({ trustedProxies: ['loopback'], onUntrustedForward() {} })

  expect(addresses.of(request('127.0.0.1', '203.0.113.9:50123'))).toBe('203.0.113.9')
  expect(addresses.of(request('127.0.0.1', '[2001:db8:1:2::9]:50123'))).toBe('2001:db8:1:2::/64')
  expect(addresses.of(request('127.0.0.1', '[2001:db8:1:2::9]'))).toBe('2001:db8:1:2::/64')
})
