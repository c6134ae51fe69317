import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { placeOf } from '~/infra/networks.server'
import { clientAddress } from '~/server/client-address'

const proxies = ['10.0.0.0/8', 'fd00::/8']

function from(remoteAddress: string, forwarded?: string): string {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return clientAddress({ socket: { remoteAddress }, headers } as unknown as IncomingMessage, proxies)
}

test.each([
  ['a stranger is believed nothing', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['our proxy says who asked it', '10.0.0.2', '198.51.100.1', '198.51.100.1'],
  ['what the stranger wrote before it is passed over', '10.0.0.2', '127.0.0.1, 1.2.3.4, 198.51.100.1', '198.51.100.1'],
  ['a chain of our own proxies', '10.0.0.2', '198.51.100.1, 10.0.0.9', '198.51.100.1'],
  ['a list that is all ours', '10.0.0.2', '10.0.0.9', '10.0.0.9'],
  ['no header', '10.0.0.2', undefined, '10.0.0.2'],
  ['what is no address', '10.0.0.2', '198.51.100.1, unknown', '10.0.0.2'],
  ['an IPv4 address written as IPv6', '::ffff:10.0.0.2', '::ffff:198.51.100.1', '198.51.100.1'],
  ['IPv6', 'fd00::1', '2001:db8::5', '2001:db8::5'],
])('the address of a request: %s', (_case, socket, forwarded, expected) => {
  expect(from(socket, forwarded)).toBe(expected)
})

test('whoever has an IPv6 network to himself is counted as one', () => {
  expect(placeOf('2001:db8:1:2:3:4:5:6')).toBe(placeOf('2001:db8:1:2::1'))
  expect(placeOf('2001:db8:1:2::1')).not.toBe(placeOf('2001:db8:1:3::1'))
  expect(placeOf('::ffff:198.51.100.1')).toBe('198.51.100.1')
})
