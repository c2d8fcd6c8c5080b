import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { parseDeclaration } from '../../packages/cloudbase-local/src/declaration'
import type { LocalValues } from './local-values'

const projectSchema = z.object({ appid: z.string() })

/** The AppID of the mini program. Raises an error that says where to get one when project.config.json has none yet. */
export function readAppid(projectConfig: string, local: LocalValues): string {
  const text = readFileSync(projectConfig, 'utf8')
  const appid = local.appid ?? parseDeclaration(projectSchema, projectConfig, text).appid
  if (/^wx[0-9a-z]{16}$/.test(appid)) return appid
  throw new Error(
    appid === 'touristappid'
      ? "project.config.json has the tourist's AppID, for which there is no cloud: put in yours, from mp.weixin.qq.com."
      : `The AppID "${appid}" is not wx and 16 small letters or digits: copy it again from mp.weixin.qq.com.`,
  )
}
