import * as cloud from 'wx-server-sdk'
// Names the environment to the SDK, which else prints a warning for every request.
import '../../../../cloudfunctions/common/cloud'

const nothing = cloud.database().collection('bare').where({ _id: 'none' })

/** One request to the database that finds nothing: what the SDK, HTTP and the processes take by themselves. */
export const main = async () => nothing.get()
