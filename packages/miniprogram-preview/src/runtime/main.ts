import type { Change, ProgramAnswer } from '../program'
import { boot } from './boot'
import { device } from './device'
import { Disk } from './disk'
import { showFailure, showProblems } from './overlay'

const styles = document.querySelector<HTMLLinkElement>('link[data-app]')

async function start(): Promise<void> {
  document.documentElement.dataset['theme'] = device.theme
  const response = await fetch('/preview/program.json')
  const answer: ProgramAnswer = await response.json()
  built = 'problems' in answer ? answer.build : answer.program.build
  if ('problems' in answer) return showProblems(answer.problems)
  try {
    boot(answer.program, await Disk.open(device.kept(answer.program.app)))
  } catch (error) {
    showFailure(error)
  }
}

/** The build that this page shows, or whose problems. */
let built = 0

function styleAddress(build: number): string {
  return `/preview/app.css?theme=${device.theme}&build=${build}`
}

/** A browser has few connections to one server, so a hidden page gives its own back; the next one tells what it missed. */
function followChanges(): void {
  let source: EventSource | undefined
  const connect = (): void => {
    source?.close()
    if (document.hidden) return
    source = new EventSource(`/preview/changes?build=${built}`)
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const { build, kind }: Change = JSON.parse(data)
      if (kind === 'program') return location.reload()
      built = build
      styles?.setAttribute('href', styleAddress(build))
    }
  }
  document.addEventListener('visibilitychange', connect)
  connect()
}

device.themeChanged.add(() => styles?.setAttribute('href', styleAddress(built)))
void start().finally(followChanges)
