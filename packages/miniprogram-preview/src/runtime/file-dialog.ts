import { element } from './dom'

/** Opens the browser's file dialog. Gives no file when it is closed without a choice. */
export function askForFiles(accept: string, multiple: boolean): Promise<File[]> {
  const input = element('input', { type: 'file', accept, multiple })
  return new Promise((resolve) => {
    input.onchange = () => resolve([...(input.files ?? [])])
    input.oncancel = () => resolve([])
    input.click()
  })
}

/** Gives the ending of a file's name without its dot, or an empty text. */
export function extensionOf({ name }: { name: string }): string {
  return /\.(\w+)$/.exec(name)?.[1] ?? ''
}
