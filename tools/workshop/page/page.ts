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
const post = (path: string) => fetch(path, { method: 'POST' }).then((answer) => answer.json())

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
  byId('folder').textContent = say.folder(folder)
  byId('broken').hidden = broken === undefined
  byId('broken').textContent = broken ?? ''
  byId('chapters').replaceChildren(
    ...chapters.map(({ id, title, minutes, done }, index) => {
      const one = make('button', { className: done ? 'done' : '', text: String(index + 1) })
      one.title = say.chapter(index + 1, title[language], minutes)
      one.ariaLabel = one.title
      if (id === chapter) one.setAttribute('aria-current', 'step')
      one.addEventListener('click', () => open(id))
      return one
    }),
  )
  drawChecks(checks)
  const done = checks.length > 0 && checks.every((check) => check.state === 'passed')
  solution.textContent = say.solution
  restart.textContent = say.restart
  next.textContent = following() ? (done ? say.next : say.notYet) : say.finished
  next.disabled = !following()
  next.className = done ? 'primary' : ''
  if (shown !== `${chapter} ${language}`) void drawLesson(chapter)
}

function drawChecks(checks: State['checks']): void {
  const say = words[language]
  const opened = new Set(
    [...document.querySelectorAll<HTMLElement>('#checks details[open]')].map(({ dataset }) => dataset.check),
  )
  byId('checks').replaceChildren(
    ...checks.map(({ id, title, attack, hint, state: how, seen }) => {
      const item = make('li', { className: how, text: title[language] })
      if (attack) item.append(make('span', { className: 'attack', text: say.attack }))
      if (seen) item.append(make('p', { text: seen[language] }))
      if (how === 'failed') {
        const details = make('details') as HTMLDetailsElement
        details.dataset.check = id
        details.open = opened.has(id)
        details.append(make('summary', { text: say.hint }), hint[language])
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
