import type { Difference, State } from '../state'
import type { Language } from '../text'
import { words } from './words'

const languageKey = 'workshop-language'
let language: Language = (localStorage.getItem(languageKey) ?? navigator.language).startsWith('zh')
  ? 'zh-CN'
  : 'en'
let state: State | undefined
/** The lesson that is shown, as chapter and language, so that a state that changes only checks leaves it alone. */
let shown = ''
/** The chapter whose checks have run, so that the next save of it opens them. */
let tried = ''

const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`page.html has no ${id}`)
  return found
}
const button = (id: string, pressed: () => void) => {
  const found = byId(id)
  found.addEventListener('click', pressed)
  return found as HTMLButtonElement
}
const make = (tag: string, { className = '', text = '' } = {}) => {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  return made
}
/** Puts the children there in place of what is there, and the focus on the one that is what had it. */
const fill = (place: HTMLElement, ...children: HTMLElement[]) => {
  const held = document.activeElement
  const key = held instanceof HTMLElement && place.contains(held) ? held.dataset.key : undefined
  place.replaceChildren(...children)
  if (key) place.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus()
}
const post = (path: string) => fetch(path, { method: 'POST' }).then((answer) => answer.json())

const desk = byId('desk') as HTMLDetailsElement
const toggle = button('language', () => {
  language = language === 'en' ? 'zh-CN' : 'en'
  localStorage.setItem(languageKey, language)
  draw()
})
const solution = button('solution', () => void showSolution(solution.ariaExpanded !== 'true'))
const restart = button('restart', () => {
  if (!confirm(words[language].askRestart)) return
  void post('/workshop/restart').then(({ kept }: { kept: string }) => alert(words[language].kept(kept)))
})
const next = button('next', () => open(following()?.id))

function following() {
  const index = state?.chapters.findIndex(({ id }) => id === state?.chapter) ?? -1
  return state?.chapters[index + 1]
}

function open(id: string | undefined): void {
  if (id) void post(`/workshop/chapter?id=${encodeURIComponent(id)}`)
}

function draw(): void {
  if (!state) return
  const say = words[language]
  const { chapters, chapter, checks, broken, folder } = state
  document.documentElement.lang = language
  document.title = chapters.find(({ id }) => id === chapter)?.title[language] ?? 'Workshop'
  toggle.textContent = say.otherLanguage
  byId('folder').textContent = folder
  byId('chapters').ariaLabel = say.chapters
  showPhones()
  byId('broken').hidden = broken === undefined
  byId('broken').textContent = broken ?? ''
  fill(
    byId('chapters'),
    ...chapters.map(({ id, title, minutes, done }, index) => {
      const one = make('button', { className: done ? 'done' : '', text: String(index + 1) })
      one.title = say.chapter(index + 1, title[language], minutes)
      one.ariaLabel = one.title
      one.dataset.key = id
      if (id === chapter) one.setAttribute('aria-current', 'step')
      one.addEventListener('click', () => open(id))
      return one
    }),
  )
  openDesk(state)
  drawChecks(checks)
  const done = checks.length > 0 && checks.every((check) => check.state === 'passed')
  solution.textContent = say.solution
  restart.textContent = say.restart
  next.textContent = following() ? (done ? say.next : say.notYet) : say.finished
  next.disabled = !following()
  next.className = done ? 'primary' : ''
  if (shown !== `${chapter} ${language}`) void drawLesson(chapter)
}

/** The phones speak the language of the lesson. */
function showPhones(): void {
  const phones = byId('phones') as HTMLIFrameElement
  const address = `/?language=${language === 'en' ? 'en' : 'zh_CN'}`
  if (phones.getAttribute('src') !== address) phones.src = address
  phones.title = words[language].phones
  byId('to-phones').textContent = words[language].toPhones
}

/** A chapter begins with reading. Its checks open by themselves once the learner has saved something. */
function openDesk({ chapter, checks, broken }: State): void {
  const isWaiting = checks.every(({ state: how }) => how === 'waiting')
  if (tried !== chapter) {
    if (shown !== '' && !shown.startsWith(chapter)) desk.open = false
    if (!isWaiting) tried = chapter
  } else if (isWaiting) desk.open = true
  if (broken !== undefined) desk.open = true
}

function drawChecks(checks: State['checks']): void {
  const say = words[language]
  const passed = checks.filter(({ state: how }) => how === 'passed').length
  const isRunning = checks.some(({ state: how }) => how === 'waiting')
  byId('dots').replaceChildren(...checks.map(({ state: how }) => make('i', { className: how })))
  byId('tally').textContent = isRunning ? say.checking : say.tally(passed, checks.length)
  const opened = new Set(
    [...document.querySelectorAll<HTMLElement>('#checks details[open]')].map(({ dataset }) => dataset.check),
  )
  fill(
    byId('checks'),
    ...checks.map(({ id, title, attack, hint, state: how, seen }) => {
      const item = make('li', { className: how, text: title[language] })
      if (attack) item.append(' ', make('span', { className: 'attack', text: say.attack }))
      if (seen) item.append(make('p', { text: seen[language] }))
      if (how === 'failed') {
        const details = make('details') as HTMLDetailsElement
        details.dataset.check = id
        details.open = opened.has(id)
        const summary = make('summary', { text: say.hint })
        summary.dataset.key = id
        details.append(summary, hint[language])
        item.append(details)
      }
      return item
    }),
  )
}

async function drawLesson(chapter: string): Promise<void> {
  shown = `${chapter} ${language}`
  void showSolution(false)
  const answer = await fetch(`/workshop/lesson?language=${language}`)
  byId('text').innerHTML = await answer.text()
  byId('text').scrollTop = 0
  byId('text').ariaLabel = document.title
}

async function showSolution(open: boolean): Promise<void> {
  solution.ariaExpanded = String(open)
  const place = byId('differences')
  place.hidden = !open
  if (!open) return
  const differences = (await (await fetch('/workshop/solution')).json()) as Difference[]
  place.replaceChildren(
    ...differences.flatMap(({ file, lines }) => {
      const code = make('pre')
      const kinds: Record<string, string> = { '+': 'added', '-': 'removed' }
      code.append(
        ...lines.map((line) => make('span', { className: kinds[line.slice(0, 1)] ?? '', text: line })),
      )
      return [make('p', { text: file }), code]
    }),
    ...(differences.length === 0 ? [make('p', { text: words[language].same })] : []),
  )
  place.scrollIntoView({ block: 'start' })
}

new EventSource('/workshop/states').addEventListener('message', ({ data }: MessageEvent<string>) => {
  state = JSON.parse(data) as State
  draw()
})
