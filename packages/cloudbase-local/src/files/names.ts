import { invalidParameter } from '../errors'
import { environmentId } from '../invocation'

/** Where the environment's files are, in the form of the platform: an environment and its bucket. */
const root = `cloud://${environmentId}.6c6f-${environmentId}-1300000000/`

const maxPathBytes = 850

/**
 * Raises INVALID_PARAM for a path that the platform does not take. Source: "文件名命名限制" in WeChat's guide to cloud storage
 * (developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/storage).
 */
export function checkPath(path: string): void {
  const faults: [boolean, string][] = [
    [path === '', 'is empty'],
    [path.startsWith('/'), 'begins with /'],
    [path.includes('//'), 'has // in it'],
    [path.split('/').some((name) => name === '.' || name === '..'), 'has . or .. in it'],
    [
      encodeURIComponent(path).length > maxPathBytes,
      `has more than ${maxPathBytes} bytes when it is encoded`,
    ],
    [controlCharacters.test(path), 'has a control character in it'],
  ]
  const [, why] = faults.find(([isFault]) => isFault) ?? []
  if (why) throw invalidParameter(`param error: the cloudPath "${path}" ${why}`)
}

// eslint-disable-next-line no-control-regex -- these are what the platform refuses
const controlCharacters = /[\x18-\x1b]/

export const fileIdOf = (path: string): string => root + path

/** Gives the path in a file's id; undefined for an id of somewhere else. */
export const pathOf = (fileId: string): string | undefined =>
  fileId.startsWith(root) ? fileId.slice(root.length) : undefined
