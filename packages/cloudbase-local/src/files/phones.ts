import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { HttpError, readBody, sendJson, type Handler } from 'loopback-guard'
import * as z from 'zod/mini'
import { CloudError, invalidParameter } from '../errors'
import { identityOf, type Identity } from '../people'
import type { Residents } from '../residents'
import { linkSeconds, maxFilesPerCall, type Files } from './files'
import { readBytes } from './routes'

/** A mini program sees errors of files as numbers. Source: the table in wx-server-sdk. */
const errCodes: Record<string, number> = {
  INVALID_PARAM: -501007,
  STORAGE_EXCEED_AUTHORITY: -503002,
  STORAGE_FILE_NONEXIST: -503003,
}

const listSchema = z.object({
  fileList: z.array(
    z.union([z.string(), z.object({ fileID: z.string(), maxAge: z.optional(z.int().check(z.positive())) })]),
  ),
})

type Listed = z.infer<typeof listSchema>['fileList'][number]

/**
 * Serves what `wx.cloud` does with files on a phone, for the person in `x-local-person`, within the rules of
 * storage.json: `POST /storage/upload?path=PATH` with the bytes, `POST /storage/urls` and `POST /storage/delete` with
 * `{ fileList }`. A failure is `{ errCode, errMsg }`, for the whole call or in the place of one file.
 */
export function phoneFileRoutes(files: Files, residents: Residents): Handler {
  const actions: Record<
    string,
    (identity: Identity | undefined, req: IncomingMessage, url: URL) => Promise<object>
  > = {
    async upload(identity, req, { searchParams }) {
      const path = searchParams.get('path') ?? ''
      const bytes = await readBytes(req)
      if (!bytes) throw invalidParameter('param error: the file is too large')
      files.allow('write', identity, files.at(path), path)
      return { fileID: files.put(path, identity, bytes), statusCode: 204 }
    },
    urls: async (identity, req) => ({
      fileList: await each(req, (fileID, maxAge) => {
        const file = files.find(fileID)
        files.allow('read', identity, file, file.path)
        return { tempFileURL: files.link(file.path, maxAge), maxAge }
      }),
    }),
    delete: async (identity, req) => ({
      fileList: await each(req, (fileID) => {
        const file = files.find(fileID)
        files.allow('write', identity, file, file.path)
        files.remove(file)
        return {}
      }),
    }),
  }
  return async (req, res, url) => {
    const [, area, name = '', ...deeper] = url.pathname.split('/')
    const perform =
      area === 'storage' && deeper.length === 0 && Object.hasOwn(actions, name) ? actions[name] : undefined
    if (!perform) return false
    if (req.method !== 'POST') throw new HttpError(405, 'This is asked by POST.')
    const identity = identityOf(residents.get(String(req.headers['x-local-person'])))
    sendJson(res, await perform(identity, req, url).catch(failure))
    return true
  }
}

/** Carries something out for each file named in the body. */
async function each(
  req: IncomingMessage,
  perform: (fileID: string, maxAge: number) => object,
): Promise<object[]> {
  const { success, data } = listSchema.safeParse(json(await readBody(req)))
  if (!success || data.fileList.length > maxFilesPerCall)
    throw invalidParameter(`param error: fileList names up to ${maxFilesPerCall} files`)
  return data.fileList.map((listed: Listed) => {
    const { fileID, maxAge = linkSeconds } = typeof listed === 'string' ? { fileID: listed } : listed
    try {
      return { fileID, status: 0, errMsg: 'ok', ...perform(fileID, maxAge) }
    } catch (error) {
      const { errCode, errMsg } = failure(error)
      return { fileID, status: errCode, errMsg }
    }
  })
}

function failure(error: unknown): { errCode: number; errMsg: string; requestID: string } {
  if (!(error instanceof CloudError)) throw error
  return { errCode: errCodes[error.code] ?? -503001, errMsg: error.message, requestID: randomUUID() }
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
