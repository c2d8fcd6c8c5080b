import { registerControl } from '../controls'
import { element } from '../dom'
import { chooseFromSheet, openSheet } from '../layer'
import { words } from '../words'
import { builtIn } from './built-in'
import { wheelSheet } from './wheel-sheet'

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
    customItem: '',
    level: 'sub-district',
    headerText: '',
    disabled: false,
  },
  mount({ dom, data, set, emit, onTap }) {
    /** Draws the columns of an open sheet again. */
    let redraw: ((columns: string[][], chosen: number[]) => void) | undefined
    const labels = (range: unknown[]) => range.map((one) => labelOf(one, data.rangeKey))
    const columns = () => data.range.map((range) => labels(Array.isArray(range) ? range : []))
    const indexes = () =>
      columns().map((_, at) => Number(Array.isArray(data.value) ? (data.value[at] ?? 0) : 0))

    /** Each mode gives the detail of the event `change`, or undefined when the user closes the sheet. */
    const modes: Record<string, () => Promise<object | undefined>> = {
      selector: async () => {
        const value = await chooseFromSheet(labels(data.range), {
          title: data.headerText,
          cancel: words.cancel,
        })
        return value === undefined ? undefined : { value }
      },
      async multiSelector() {
        const sheet = wheelSheet(columns(), indexes(), (column, value) =>
          emit('columnchange', { column, value }),
        )
        redraw = sheet.redraw
        const value = await sheet.chosen
        redraw = undefined
        return value && { value }
      },
      date: () =>
        pickMoment(momentTypes[data.fields] ?? 'date', String(data.value ?? ''), data.start, data.end),
      time: () => pickMoment('time', String(data.value ?? ''), data.start, data.end),
      region: async () => (await import('./region')).pickRegion(data.value, data.customItem, data.level),
    }
    const pick = async (): Promise<void> => {
      if (data.disabled) return
      const mode = modes[data.mode]
      if (!mode) throw new Error(`<picker mode="${data.mode}"> is no mode of WeChat`)
      const detail = await mode()
      if (!detail) return void emit('cancel')
      const value: unknown = Reflect.get(detail, 'value')
      set({ value })
      // A text, in spite of the documentation: https://github.com/MS-DG/api-typings/issues/32
      emit('change', data.mode === 'selector' ? { value: String(value) } : detail)
    }
    registerControl(dom, {
      name: () => data.name,
      value: () => data.value,
      reset: () => set({ value: data.mode === 'selector' ? 0 : '' }),
      activate: () => void pick(),
    })
    onTap(() => void pick())
    const follow = () => redraw?.(columns(), indexes())
    return { range: follow, value: follow }
  },
})

function labelOf(option: unknown, key: string): string {
  return String(key && typeof option === 'object' && option !== null ? Reflect.get(option, key) : option)
}

/** The browser's fields for the values of `fields`. It has none for a year. */
const momentTypes: Record<string, string> = { day: 'date', month: 'month', year: 'number' }

/** Shows a field of the browser in a sheet. */
async function pickMoment(
  type: string,
  value: string,
  min: string,
  max: string,
): Promise<{ value: string } | undefined> {
  const chosen = await openSheet<string>((done) => {
    const native = element('input', { type, value, min, max })
    const confirm = element('button', {
      textContent: words.ok,
      onclick: () => done(native.value || undefined),
    })
    return [native, confirm]
  })
  return chosen === undefined ? undefined : { value: chosen }
}
