/** True for an address of this machine, the only one that the preview lets an app reach. */
export function isHere(url: string): boolean {
  const { hostname, protocol } = new URL(url, location.href)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost')
  return isLocal && /^https?:$/.test(protocol)
}
