import { registerControl } from '../controls'
import { element } from '../dom'
import { chooseFromSheet, openSheet } from '../layer'
import { words } from '../words'
import { builtIn } from './built-in'

/** Supports the modes selector, date and time. */
export const picker = builtIn({
  content: true,
  properties: {
    name: '',
    mode: 'selector',
    range: [],
    rangeKey: '',
    value: null,
    start: '',
    end: '',
    fields: 'day',
    headerText: '',
    disabled: false,
  },
  mount({ dom, data, set, emit, onTap }) {
    const label = (option: unknown): string =>
      data.rangeKey && typeof option === 'object' && option !== null
        ? String(Reflect.get(option, data.rangeKey))
        : String(option)
    const pick = async (): Promise<void> => {
      if (data.disabled) return
      const value =
        data.mode === 'selector'
          ? await chooseFromSheet(data.range.map(label), { title: data.headerText, cancel: words.cancel })
          : await pickMoment(data.mode, String(data.value ?? ''), data.start, data.end)
      if (value === undefined) return emit('cancel')
      set({ value })
      emit('change', { value })
    }
    registerControl(dom, {
      name: () => data.name,
      value: () => data.value,
      reset: () => set({ value: data.mode === 'selector' ? 0 : '' }),
      activate: () => void pick(),
    })
    onTap(() => void pick())
  },
})

/** Shows the browser's date or time field in a sheet. Raises an error for any other mode. */
function pickMoment(mode: string, value: string, min: string, max: string): Promise<string | undefined> {
  if (mode !== 'date' && mode !== 'time') throw new Error(`<picker mode="${mode}"> is not in the preview`)
  return openSheet((done) => {
    const native = element('input', { type: mode, value, min, max })
    const confirm = element('button', {
      textContent: words.ok,
      onclick: () => done(native.value || undefined),
    })
    return [native, confirm]
  })
}
