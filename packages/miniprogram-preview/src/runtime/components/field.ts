import { registerControl } from '../controls'
import { element } from '../dom'
import { isOptions } from '../wx/api'
import { builtIn, cssLength, type Host } from './built-in'

const properties = {
  name: '',
  value: null,
  type: 'text',
  password: false,
  placeholder: '',
  placeholderStyle: '',
  placeholderClass: '',
  disabled: false,
  maxlength: 140,
  focus: false,
  autoFocus: false,
  autoHeight: false,
  confirmType: 'done',
  confirmHold: false,
  cursor: -1,
  cursorSpacing: 0,
  selectionStart: -1,
  selectionEnd: -1,
}

const inputModes: Record<string, string> = { number: 'numeric', digit: 'decimal', 'safe-password': 'text' }

export const input = builtIn({
  content: false,
  properties,
  mount: (host) => mountField(host, element('input', { type: 'text' })),
})

export const textarea = builtIn({
  content: false,
  properties,
  mount: (host) => mountField(host, element('textarea')),
})

function mountField(host: Host<typeof properties>, native: HTMLInputElement | HTMLTextAreaElement) {
  const { dom, data, emit } = host
  // As on a phone, the placeholder is a separate node, so that the app's placeholder-class can style it.
  const placeholder = element('div', { className: 'placeholder' })
  native.spellcheck = false
  native.autocomplete = 'off'
  dom.append(placeholder, native)

  let lines = 0
  /** A textarea tells how many lines it has, at the start and whenever that changes. */
  const tellLines = (): void => {
    const lineHeight = parseFloat(getComputedStyle(native).lineHeight)
    if (!(native instanceof HTMLTextAreaElement) || !native.isConnected || !(lineHeight > 0)) return
    const height = native.scrollHeight
    // A textarea is at least as high as its box, so what it holds is measured without one.
    const count = data.autoHeight
      ? Math.max(1, Math.round(height / lineHeight))
      : native.value.split('\n').length
    if (count === lines) return
    lines = count
    emit('linechange', { height, heightRpx: height * 2, lineCount: count })
  }
  const fit = (): void => {
    placeholder.hidden = native.value !== ''
    if (data.autoHeight) {
      native.style.height = '0'
      native.style.height = `${native.scrollHeight}px`
    }
    tellLines()
  }
  const write = (value: string): void => {
    if (native.value !== value) native.value = value
    fit()
  }
  const detail = () => ({ value: native.value, cursor: native.selectionStart ?? native.value.length })
  const confirm = (): void => {
    emit('confirm', { value: native.value })
    if (!data.confirmHold && native instanceof HTMLInputElement) native.blur()
  }

  // The page must get only the component's events, so the browser's events end here.
  native.addEventListener('input', (event) => {
    event.stopPropagation()
    fit()
    host.set({ value: native.value })
    const wanted = emit('input', { ...detail(), keyCode: 0 })
    if (typeof wanted === 'string') host.set({ value: wanted })
    else if (isOptions(wanted)) {
      host.set({ value: String(wanted['value'] ?? native.value) })
      if (typeof wanted['cursor'] === 'number') native.setSelectionRange(wanted['cursor'], wanted['cursor'])
    }
  })
  native.addEventListener('change', (event) => event.stopPropagation())
  native.addEventListener('focus', () => emit('focus', { value: native.value, height: 0 }))
  native.addEventListener('blur', () => {
    host.set({ focus: false })
    emit('blur', detail())
  })
  native.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.isComposing) return
    const sends = native instanceof HTMLInputElement || data.confirmType !== 'return'
    if (sends && (native instanceof HTMLInputElement || event.ctrlKey || event.metaKey)) confirm()
  })
  registerControl(dom, {
    name: () => data.name,
    value: () => native.value,
    reset: () => host.set({ value: '' }),
    activate: () => native.focus(),
  })

  const select = (): void => {
    const { selectionStart, selectionEnd } = data
    if (selectionStart >= 0 && selectionEnd >= 0) native.setSelectionRange(selectionStart, selectionEnd)
  }
  const focus = (isFocused: boolean): void => {
    if (isFocused) requestAnimationFrame(() => native.focus())
    else if (document.activeElement === native) native.blur()
  }
  return {
    value: (value: unknown) => write(value === null || value === undefined ? '' : String(value)),
    placeholder: (value: string) => {
      placeholder.textContent = value
      native.setAttribute('aria-placeholder', value)
    },
    placeholderStyle: (value: string) => placeholder.setAttribute('style', value),
    placeholderClass: (value: string) => {
      placeholder.className = ['placeholder', ...host.classes(value)].join(' ')
    },
    disabled: (value: boolean) => (native.disabled = value),
    maxlength: (value: number) => (native.maxLength = value < 0 ? 524288 : value),
    type: (value: string) => (native.inputMode = inputModes[value] ?? 'text'),
    password: (value: boolean) =>
      native instanceof HTMLInputElement && (native.type = value ? 'password' : 'text'),
    confirmType: (value: string) => (native.enterKeyHint = value === 'return' ? 'enter' : value),
    focus,
    autoFocus: focus,
    autoHeight: (value: boolean) => {
      dom.toggleAttribute('auto-height', value)
      requestAnimationFrame(fit)
    },
    selectionStart: select,
    selectionEnd: select,
    cursor: (value: number) => value >= 0 && native.setSelectionRange(value, value),
    cursorSpacing: (value: number) => (dom.style.scrollMarginBottom = cssLength(value)),
  }
}
