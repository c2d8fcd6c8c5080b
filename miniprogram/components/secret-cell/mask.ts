/** An identifier with only its ends readable; nothing readable of one too short to have a middle. */
export const mask = (secret: string): string =>
  secret.length > 8 ? `${secret.slice(0, 4)}…${secret.slice(-4)}` : '••••'
