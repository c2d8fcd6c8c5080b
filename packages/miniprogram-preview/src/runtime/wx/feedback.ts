import { element } from '../dom'
import { chooseFromSheet, layer, openModal } from '../layer'
import { words } from '../words'
import { apis, Failure, number, text, type Options } from './api'

let popup: HTMLElement | undefined
let closeTimer = 0

function hide(): void {
  clearTimeout(closeTimer)
  popup?.remove()
  popup = undefined
}

/** As in WeChat, a toast and a loading mark replace each other. */
function showPopup(options: Options, icon: string): void {
  hide()
  const image = text(options, 'image') ? 'none' : icon
  const box = element('div', { className: `toast ${image}`, role: 'status' })
  box.append(element('i', { ariaHidden: 'true' }), element('p', { textContent: text(options, 'title') }))
  popup = element('div', { className: options['mask'] ? 'popup modal-popup' : 'popup' }, box)
  layer.append(popup)
}

function showToast(options: Options, icon: string): void {
  showPopup(options, icon)
  closeTimer = window.setTimeout(hide, number(options, 'duration', 1500))
}

/** WeChat itself shows this toast after an app has copied a text. */
export function confirmCopied(): void {
  showToast({ title: words.copied }, 'success')
}

/** The wx methods for toasts, loading marks, dialogs and action sheets. */
export const feedback = apis({
  showToast: (options) => showToast(options, text(options, 'icon', 'success')),
  hideToast: hide,
  showLoading: (options) => showPopup(options, 'loading'),
  hideLoading: hide,
  showModal: (options) => showModal(options),
  async showActionSheet(options) {
    const { itemList } = options
    if (!Array.isArray(itemList) || itemList.length === 0 || itemList.length > 6)
      throw new Failure('parameter error: parameter.itemList should have 1 to 6 items')
    const items = itemList.map(String)
    const title = text(options, 'alertText')
    const color = text(options, 'itemColor')
    const tapIndex = await chooseFromSheet(items, { title, color, cancel: words.cancel })
    if (tapIndex === undefined) throw new Failure('cancel')
    return { tapIndex }
  },
})

interface ModalAnswer {
  confirm: boolean
  cancel: boolean
  content: string | null
}

/** Shows a dialog and gives the user's answer, with `content` when the dialog has a text field. */
export function showModal(options: Options): Promise<ModalAnswer> {
  return openModal((done) => {
    const title = text(options, 'title')
    const content = text(options, 'content')
    const editable = options['editable'] === true
    const placeholder = text(options, 'placeholderText')
    const field = editable ? element('input', { value: content, placeholder }) : undefined
    const answer = (confirm: boolean) => () =>
      done({ confirm, cancel: !confirm, content: confirm ? (field?.value ?? null) : null })
    const cancel = element('button', {
      textContent: text(options, 'cancelText', words.cancel),
      onclick: answer(false),
    })
    const confirm = element('button', {
      className: 'confirm',
      textContent: text(options, 'confirmText', words.ok),
      onclick: answer(true),
    })
    cancel.style.color = text(options, 'cancelColor')
    confirm.style.color = text(options, 'confirmColor')
    const parts = [
      title ? element('h2', { textContent: title }) : undefined,
      field ?? (content ? element('p', { textContent: content }) : undefined),
      element('footer', {}, options['showCancel'] !== false && cancel, confirm),
    ]
    return parts.filter((part) => part !== undefined)
  })
}
