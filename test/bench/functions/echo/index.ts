import * as cloud from 'wx-server-sdk'

cloud.init()

/** Asks nobody for anything: what is left is the way to a function and back. */
export const main = async (event: object) => ({ event })
