import { element } from '../runtime/dom'
import { alarmBanner } from './alarm'
import { barParts } from './bar'
import { CloudPart } from './cloud-part'
import { keepFitting } from './fit'
import { fetchStage } from './own-stage'
import { fetchOpenapi, openapiMenu } from './openapi'
import { fetchPeople, holdsPhone, switchUnionid } from './people'
import { PhoneFrame, type PhoneState } from './phone-frame'
import { redraw } from './redraw'
import { loadSettings, saveSettings, type Settings } from './settings'
import { followTrace, foreignOf, nameOf, type TracedCall } from './trace'
import { WarningList } from './warning-list'
import { wordsIn } from './words'

/** The latest violations: more would not be read. */
const maxAlarms = 50

async function start(): Promise<void> {
  let [people, stage, openapi] = await Promise.all([fetchPeople(), fetchStage(), fetchOpenapi()])
  const hasCloud = people.some(({ card }) => card !== undefined)
  let settings = loadSettings(people.filter(holdsPhone).map(({ key }) => key))
  /** The calls with a violation that nobody has dismissed, the latest last. */
  let alarms: TracedCall[] = []

  const bar = element('header', { className: 'bar' })
  const banner = element('section', { className: 'alarm', role: 'alert', hidden: true })
  const cloud = new CloudPart({
    hasCloud,
    onFilter(filter) {
      if (stage) stage = { ...stage, filter }
      calm()
    },
    onSteps: () => update({ hasSteps: false }),
  })
  const frames = settings.phones.map(
    (_, index) =>
      new PhoneFrame(
        index,
        (change) => {
          const phones = settings.phones.map((phone, at) => (at === index ? { ...phone, ...change } : phone))
          update({ phones })
        },
        (key, on) => void switchFor(key, on),
      ),
  )
  const desk = element('main', {}, ...frames.map(({ dom }) => dom), cloud.dom)
  const warnings = new WarningList()
  document.body.append(bar, banner, desk, warnings.dom)
  keepFitting(desk)

  const show = (): void => {
    const { language, theme } = settings
    const words = wordsIn(language)
    document.documentElement.dataset['theme'] = theme
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
    document.title = stage?.claim[language] ?? words.title
    const interfaces = () =>
      openapiMenu(openapi, words, (now) => {
        openapi = now
        show()
      })
    redraw(bar, () => bar.replaceChildren(...barParts(settings, stage, words, update, interfaces())))
    warnings.show(words)
    cloud.show(stage, settings, { people, words })
    showAlarms()
  }
  /** What an alarm changes: the banner and the phones. The rest of the page stays as somebody is reading it. */
  const showAlarms = (): void => {
    const { language, theme, textSize, phones } = settings
    const words = wordsIn(language)
    const isLoud = ({ call }: TracedCall) => !stage?.quiet.includes(nameOf(call))
    const latest = alarms.filter(isLoud).at(-1) ?? alarms.at(-1)
    const removed = stage?.filter.removed ? stage.filter : undefined
    const putBack = () => void cloud.switchFilter(false)
    banner.hidden = !latest
    redraw(banner, () =>
      banner.replaceChildren(
        ...(latest ? alarmBanner(latest, { people, words, removed, putBack, dismiss: calm }) : []),
      ),
    )
    phones.forEach((phone, index) => {
      const person = people.find(({ key }) => key === phone.person)
      const ownAlarms = alarms.filter(({ call }) => call.person === phone.person)
      const badges: PhoneState['badges'] = {}
      for (const [id, key] of ownAlarms.flatMap((alarm) => Object.entries(foreignOf(alarm)))) {
        const owner = people.find((one) => one.key === key)
        badges[id] = { text: words.owned(owner?.name ?? words.unknownOwner), color: owner?.color ?? 'gray' }
      }
      const state = {
        network: phone.network,
        theme,
        language,
        textSize,
        badges,
        isAlarming: ownAlarms.length > 0,
      }
      if (person) frames[index]?.show({ person, ...state }, people, words)
    })
  }
  const update = (change: Partial<Settings>): void => {
    settings = { ...settings, ...change }
    saveSettings(settings)
    show()
  }
  const calm = (): void => {
    alarms = []
    update({ alarmsFrom: Date.now() })
  }
  const switchFor = async (key: string, on: boolean): Promise<void> => {
    await switchUnionid(key, on)
    people = await fetchPeople()
    show()
    settings.phones.forEach(({ person }, index) => person === key && frames[index]?.goAway())
  }
  show()
  if (hasCloud)
    followTrace(
      () => {
        alarms = []
        cloud.clear()
        showAlarms()
      },
      (traced) => {
        cloud.add(traced)
        if (traced.call.violations === 0 || traced.call.at <= settings.alarmsFrom) return
        alarms = [...alarms, traced].slice(-maxAlarms)
        showAlarms()
      },
    )
  document.addEventListener('pointerdown', ({ target }) => closeMenus(target))
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') closeMenus(null)
  })
  // This document does not hear a press inside a phone, but it loses the focus then.
  window.addEventListener('blur', () => closeMenus(null))
}

function closeMenus(except: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (except instanceof Node && menu.contains(except)) continue
    if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus()
    menu.open = false
  }
}

void start()
