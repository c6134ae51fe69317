import ipaddr from 'ipaddr.js'

/** Whether an address lies in one of the networks ('address/bits'); an IPv4 address inside an IPv6 one is judged as IPv4. */
export function isWithin(text: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  return networks.some((cidr) => {
    const network = ipaddr.parseCIDR(cidr)
    return address.kind() === network[0].kind() && address.match(network)
  })
}

/** One writing for one address; null where it is none. */
export function plainAddress(text: string): string | null {
  return ipaddr.isValid(text) ? ipaddr.process(text).toString() : null
}

/** Whom to count together: an IPv4 address, or the /64 a single IPv6 user has to himself. */
export function placeOf(text: string): string {
  if (!ipaddr.isValid(text)) return text
  const address = ipaddr.process(text)
  if (address.kind() === 'ipv4') return address.toString()
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`
}
