import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildLesson } from './build'
import type { Chapter } from './chapter'
import { runChecks, type Result } from './check'
import { keepProgress, readProgress, type Progress } from './progress'
import type { State } from './state'
import { layOut } from './tree'

/** Gives an editor the types of the lessons. */
const forTheEditor = `${JSON.stringify({ extends: '../../tsconfig.json', include: ['**/*.ts'] }, null, 2)}\n`

interface Options {
  chapters: readonly Chapter[]
  /** Where the learner's folders are, one for each chapter. */
  work: string
  /** The file that keeps how far the learner is. */
  progress: string
  /** Where the chapter that is open is built. */
  built: string
  /** Called when something new was built, before the checks run; with true when it is another chapter than before. */
  onBuilt: (isOtherChapter: boolean) => Promise<void>
  onState: (state: State) => void
}

/** A learner's way through the chapters. Their files are never overwritten: a new beginning moves them aside. */
export class Session {
  private checks: State['checks'] = []
  private broken: string | undefined
  /** One thing after another: builds and checks of quick saves must not overtake each other. */
  private queue = Promise.resolve()
  private builtChapter: string | undefined
  /** Grows with each change, so that checks of files that have changed since are not shown. */
  private edition = 0

  private constructor(
    private readonly options: Options,
    private progress: Progress,
  ) {}

  static async open(options: Options): Promise<Session> {
    const first = options.chapters[0]
    if (!first) throw new Error('There is no chapter')
    const progress = await readProgress(options.progress, first.id)
    const session = new Session(options, progress)
    const known = options.chapters.some(({ id }) => id === progress.chapter)
    await session.go(known ? progress.chapter : first.id)
    return session
  }

  get state(): State {
    const { chapters } = this.options
    return {
      chapter: this.progress.chapter,
      folder: path.relative('', this.folder),
      chapters: chapters.map(({ id, title, minutes }) => ({
        id,
        title,
        minutes,
        done: this.progress.done.includes(id),
      })),
      checks: this.checks,
      ...(this.broken === undefined ? {} : { broken: this.broken }),
    }
  }

  private get chapter(): Chapter {
    return find(this.options.chapters, this.progress.chapter)
  }

  get folder(): string {
    return path.join(this.options.work, this.progress.chapter)
  }

  /**
   * Opens a chapter, and begins to build and check it. Its files are laid out when they are not there. Raises an error for
   * an unknown chapter.
   */
  async go(id: string): Promise<void> {
    this.progress = { ...this.progress, chapter: find(this.options.chapters, id).id }
    await keepProgress(this.options.progress, this.progress)
    if (!existsSync(this.folder)) {
      await layOut(this.options.chapters, id, 'start', this.folder)
      if (!this.chapter.product) await writeFile(path.join(this.folder, 'tsconfig.json'), forTheEditor)
    }
    void this.changed()
  }

  /** Begins the open chapter anew. What the learner had written is moved to a folder beside, whose path it gives. */
  async restart(): Promise<string> {
    const kept = `${this.folder}-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`
    if (existsSync(this.folder)) await rename(this.folder, kept)
    await this.go(this.progress.chapter)
    return path.relative('', kept)
  }

  /** To be called when the learner has saved something: builds it and runs the checks. */
  changed(): Promise<void> {
    const edition = ++this.edition
    this.checks = this.chapter.checks.map(({ id, title, attack, hint }) => ({
      id,
      title,
      attack,
      hint,
      state: 'waiting',
    }))
    this.broken = undefined
    this.tell()
    this.queue = this.queue.then(() => (edition === this.edition ? this.tryFiles(edition) : undefined))
    this.queue = this.queue.catch((error: unknown) => {
      this.broken = error instanceof Error ? error.message : String(error)
      this.tell()
    })
    return this.queue
  }

  /** Ends the checks that run; resolves when the one that is under way has ended. */
  close(): Promise<void> {
    this.edition++
    return this.queue
  }

  private async tryFiles(edition: number): Promise<void> {
    const { built, onBuilt } = this.options
    const { chapter } = this
    await buildLesson(this.folder, built)
    await onBuilt(this.builtChapter !== undefined && this.builtChapter !== chapter.id)
    this.builtChapter = chapter.id
    const isCurrent = () => edition === this.edition
    const show = ({ check, seen, said }: Result) => {
      if (!isCurrent()) return
      this.checks = this.checks.map((one) =>
        one.id === check.id ? { ...one, state: seen ? 'failed' : 'passed', seen: seen ?? said } : one,
      )
      this.tell()
    }
    const results = await runChecks(chapter, built, show, isCurrent)
    if (!isCurrent() || results.some(({ seen }) => seen)) return
    if (this.progress.done.includes(chapter.id)) return
    this.progress = { ...this.progress, done: [...this.progress.done, chapter.id] }
    await keepProgress(this.options.progress, this.progress)
    this.tell()
  }

  private tell(): void {
    this.options.onState(this.state)
  }
}

function find(chapters: readonly Chapter[], id: string): Chapter {
  const found = chapters.find((chapter) => chapter.id === id)
  if (!found) throw new Error(`There is no chapter ${id}`)
  return found
}
