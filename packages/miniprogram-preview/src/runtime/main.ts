import type { Change, ProgramAnswer } from '../program'
import { showBadges } from './badges'
import { boot } from './boot'
import { loadParts } from './components'
import { device } from './device'
import { holdFocus } from './dialog-focus'
import { Disk } from './disk'
import { showFailure, showProblems } from './overlay'

const styles = document.querySelector<HTMLLinkElement>('link[data-app]')

async function start(): Promise<void> {
  document.documentElement.dataset['theme'] = device.theme
  const response = await fetch('/preview/program.json')
  const answer: ProgramAnswer = await response.json()
  shownBuild = 'problems' in answer ? answer.build : answer.program.build
  if ('problems' in answer) return showProblems(answer.problems)
  try {
    boot(
      answer.program,
      await loadParts(answer.program.tags),
      await Disk.open(device.storageName(answer.program.app)),
    )
  } catch (error) {
    showFailure(error)
  }
}

/** The number of the build that this page shows: its app or its problems. */
let shownBuild = 0

function styleAddress(build: number): string {
  return `/preview/app.css?theme=${device.theme}&build=${build}`
}

/**
 * A browser allows few connections to one server, so a hidden page closes its own. When the page is shown
 * again, its new connection reports what it missed.
 */
function followChanges(): void {
  let source: EventSource | undefined
  const connect = (): void => {
    source?.close()
    if (document.hidden) return
    source = new EventSource(`/preview/changes?build=${shownBuild}`)
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const { build, kind }: Change = JSON.parse(data)
      if (kind === 'program') return location.reload()
      shownBuild = build
      styles?.setAttribute('href', styleAddress(build))
    }
  }
  document.addEventListener('visibilitychange', connect)
  connect()
}

device.themeChanged.add(() => styles?.setAttribute('href', styleAddress(shownBuild)))
showBadges()
holdFocus()
void start().finally(followChanges)
