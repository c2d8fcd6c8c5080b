import path from 'node:path'
import { parseArgs } from 'node:util'
import { openCloud, printOutput } from 'cloudbase-local'
import { listen, portNumber } from 'loopback-guard'
import { watchFolder } from 'loopback-guard/watch'
import { openPreview } from 'miniprogram-preview'
import { chapters } from '../../workshop/chapters'
import { buildLesson } from './build'
import { janitor, surroundings } from './classroom'
import { workshopHandler } from './serve'
import { Session } from './session'
import type { State } from './state'
import { layOut } from './tree'
import { verifyChapter } from './verify'

const root = path.resolve(__dirname, '../..')

const help = `npm run workshop

A lesson beside two phones and a cloud on this machine. You edit the files in workshop/work/; each save is built and checked.
Stop with Ctrl-C; your files and your progress stay.

  npm run workshop -- [--port N] [--verify]

  --port N   on 127.0.0.1, or the next free port after it   (8340)
  --verify   opens nothing, but tries every chapter: its start, its solution and the wrong answers that are kept with it.
             A line per chapter; exit code 1 when one is not as it says`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8340' },
      verify: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(help)
  if (values.verify) return verify()
  await open(portNumber(values.port))
}

async function verify(): Promise<void> {
  for (const chapter of chapters) {
    const problems = await verifyChapter(chapters, chapter)
    const tried = 2 + Object.keys(chapter.wrong).length
    console.log(
      `${chapter.id}: ${problems.length === 0 ? `as it says, ${tried} ways tried` : 'not as it says'}`,
    )
    for (const problem of problems) console.log(`  ${problem}`)
    if (problems.length > 0) process.exitCode = 1
  }
}

async function open(port: number): Promise<void> {
  const work = path.join(root, 'workshop/work')
  const built = path.join(root, '.local/workshop/built')
  console.log('Building the chapter …')
  const first = chapters[0]
  if (first) await layOutAndBuild(first.id, built)
  const collections = [...new Set(chapters.flatMap((chapter) => chapter.collections))]
  const cloud = openCloud({
    functions: path.join(built, 'cloudfunctions'),
    data: path.join(root, '.local/workshop/data'),
    ...surroundings(collections),
    // The leaks are there to be seen.
    watchman: 'report',
    log: printOutput,
  })
  const preview = await openPreview({ app: path.join(built, 'miniprogram') })
  const followers = new Set<(state: State) => void>()
  const session = await Session.open({
    chapters,
    work,
    progress: path.join(root, '.local/workshop/progress.json'),
    built,
    async onBuilt(isOtherChapter) {
      cloud.reload()
      // What one chapter's functions have stored, those of the next cannot read.
      if (isOtherChapter) for (const name of collections) await cloud.call('timer', janitor, { clear: name })
      // What the code before did is no longer true of the code now.
      cloud.trace.clear()
      preview.reload()
    },
    onState: (state) => followers.forEach((tell) => tell(state)),
  })
  const handler = await workshopHandler(chapters, session, (tell) => {
    followers.add(tell)
    return () => followers.delete(tell)
  })
  const server = await listen([handler, cloud.handler, preview.handler], { port, orNext: true })
  cloud.attach(server.url)
  const stopWatching = watchFolder(work, () => void session.changed())

  console.log(`\n  ${server.url}/workshop\n`)
  console.log(
    `Your files are in ${path.relative('', session.folder)}/. Save one, and the checks run. Stop with Ctrl-C.`,
  )
  const stop = async () => {
    stopWatching()
    preview.close()
    await session.close()
    await cloud.close()
    await server.close()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
}

/** The cloud and the phones want something to open before the learner's own chapter is built. */
async function layOutAndBuild(id: string, built: string): Promise<void> {
  const source = `${built}-start`
  await layOut(chapters, id, 'start', source)
  await buildLesson(source, built)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
