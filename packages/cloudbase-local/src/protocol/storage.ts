import * as z from 'zod/mini'
import { CloudError, invalidParameter } from '../errors'
import { linkSeconds, maxFilesPerCall, type Files } from '../files/files'
import type { StoredFile } from '../files/bucket'
import { identityOf, type Identity } from '../people'
import type { Fields } from '../store/value'
import { action, type Action, type Context } from './action'

const fileList = <Schema extends z.ZodMiniType>(item: Schema) =>
  z.array(item).check(z.maxLength(maxFilesPerCall, `at most ${maxFilesPerCall} files`))

/** The name by which the watchman knows an owned folder. */
export const watchedFolder = (folder: string) => `files in ${folder}`

/**
 * The SDK's cloud storage. No rules bind functions; in an owned folder the watchman sees each file as it sees a document,
 * whose owner is who uploaded it, or on whose behalf a function did.
 */
export function storageActions(files: Files): Record<string, Action> {
  const inspect = (watch: Context['watch'], file: StoredFile) => {
    const folder = files.ownedFolderOf(file.path)
    if (folder !== undefined)
      watch({ collection: watchedFolder(folder) })?.({ _id: file.path, ...ownerOf(file) })
  }
  /** Gives the result of each file. One that is missing has an error of its own. */
  const each = <Request extends { fileid: string }, Result>(
    requests: Request[],
    watch: Context['watch'],
    perform: (file: StoredFile, request: Request) => Result,
  ) => {
    const found = requests.map((request) => ({ request, file: attempt(() => files.find(request.fileid)) }))
    for (const { file } of found) if (!(file instanceof CloudError)) inspect(watch, file)
    return found.map(({ request, file }) =>
      file instanceof CloudError
        ? { fileID: request.fileid, code: file.code, message: file.message }
        : { fileID: request.fileid, code: 'SUCCESS', ...perform(file, request) },
    )
  }

  return {
    'storage.getUploadMetadata': action(
      z.object({ path: z.string() }),
      ({ path }, { invocation, watch }) => ({
        perform() {
          const identity = identityOf(invocation.caller.person)
          const folder = files.ownedFolderOf(path)
          const present = files.at(path)
          if (folder !== undefined)
            watch({ collection: watchedFolder(folder), update: [ownerFields(identity)] })
          if (present) inspect(watch, present)
          return { reply: { data: files.permit(path, identity) } }
        },
      }),
    ),

    'storage.batchGetDownloadUrl': action(
      z.object({ file_list: fileList(z.object({ fileid: z.string(), max_age: z.optional(z.number()) })) }),
      ({ file_list: requests }, { watch }) => ({
        perform() {
          const list = each(requests, watch, ({ path }, { max_age: seconds = linkSeconds }) => {
            if (!Number.isInteger(seconds) || seconds < 1) throw invalidParameter('param error: maxAge')
            return { tempFileURL: files.link(path, seconds) }
          })
          return { reply: { data: { download_list: list } } }
        },
      }),
    ),

    'storage.batchDeleteFile': action(
      z.object({ fileid_list: fileList(z.string()) }),
      ({ fileid_list: ids }, { watch }) => ({
        perform() {
          const list = each(
            ids.map((fileid) => ({ fileid })),
            watch,
            (file) => files.remove(file),
          )
          return { reply: { data: { delete_list: list } } }
        },
      }),
    ),
  }
}

const ownerOf = ({ _openid, unionid }: StoredFile): Fields => ({ _openid, unionid })
const ownerFields = (identity: Identity | undefined): Fields => ({
  _openid: identity?.openid,
  unionid: identity?.unionid,
})

function attempt(find: () => StoredFile): StoredFile | CloudError {
  try {
    return find()
  } catch (error) {
    if (error instanceof CloudError) return error
    throw error
  }
}
