/** An identifier of which only both ends are readable, and nothing if it is too short for that to hide anything. */
export const mask = (secret: string): string =>
  secret.length > 8 ? `${secret.slice(0, 4)}…${secret.slice(-4)}` : '••••'
