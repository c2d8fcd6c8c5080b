import type { OpenapiAnswer } from '../../../src'

const judge: OpenapiAnswer = ({ media }, { appid }) => ({ media_seen: media, appid_seen: appid })

export default judge
