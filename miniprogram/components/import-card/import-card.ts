import type { ImportPage } from '../../../shared/account'
import { asCallError } from '../../common/call-error'
import { forgetCopies } from '../../common/kept'
import { pick, t, texts } from '../../i18n/index'
import { readImportFile, UnreadableFile } from './import-file'
import { Sending } from './sending'

const cardTexts = pick('importHint', 'importChoose', 'importAll', 'cancel')

interface Data {
  t: typeof cardTexts
  state: 'idle' | 'running' | 'asking' | 'failed'
  /** What the file holds, how far the import is, what came of it, or why it cannot be. */
  message: string
  error: string
}

interface Methods extends Record<string, (file: WechatMiniprogram.ChooseFile) => void> {
  choose(): void
  open(file: WechatMiniprogram.ChooseFile): Promise<void>
  cancel(): void
  import(): Promise<void>
  send(): Promise<void>
}

interface Custom {
  pages?: ImportPage[]
  sending?: Sending
}

/**
 * Takes the notes of an exported file in again. What it holds is said first, and what is there already stays as it is.
 * Stops when it is taken off the screen; the same file may be chosen again. Event: `change`, when notes were added.
 */
Component<Data, Record<never, never>, Methods, [], Custom>({
  data: { t: cardTexts, state: 'idle', message: '', error: '' },
  lifetimes: {
    detached() {
      if (this.sending) this.sending.stopped = true
    },
  },
  methods: {
    choose() {
      wx.chooseMessageFile({
        count: 1,
        type: 'file',
        extension: ['json'],
        success: ({ tempFiles: [file] }) => file && void this.open(file),
        fail: ({ errMsg }) => {
          if (!errMsg.includes('cancel')) this.setData({ message: texts.importNotChosen })
        },
      })
    },

    async open({ path, size }) {
      try {
        this.pages = readImportFile(path, size)
      } catch (caught) {
        if (!(caught instanceof UnreadableFile)) throw caught
        this.setData({ message: caught.message })
        return
      }
      // The function looks at every note before the first is added.
      this.sending = new Sending(this.pages, true)
      await this.send()
    },

    cancel() {
      this.setData({ state: 'idle', message: '' })
    },

    async import() {
      this.sending = new Sending(this.pages ?? [], false)
      await this.send()
    },

    async send() {
      const { sending } = this
      if (!sending) return
      const report = () => {
        const { done, total, dryRun } = sending
        this.setData({ message: t(dryRun ? 'importLooking' : 'importing', { done, total }) })
      }
      this.setData({ state: 'running', error: '' })
      report()
      try {
        await sending.send(report)
        if (!sending.stopped) this.setData(sending.dryRun ? found(sending) : brought(sending))
      } catch (caught) {
        const { code } = asCallError(caught)
        if (sending.stopped) return
        if (code === 'INVALID_INPUT') this.setData({ state: 'idle', message: texts.importRefused })
        else this.setData({ state: 'failed', error: t(code) })
      } finally {
        if (!sending.dryRun && sending.added > 0) {
          forgetCopies()
          this.triggerEvent('change')
        }
      }
    },
  },
})

/** What is said of a file, and whether there is anything to import. */
function found({ total, present, added }: Sending): Pick<Data, 'state' | 'message'> {
  if (total === 0) return { state: 'idle', message: texts.importEmpty }
  if (added === 0) return { state: 'idle', message: t('importNothingNew', { count: total }) }
  return {
    state: 'asking',
    message: t(present === 0 ? 'importAllNew' : 'importHolds', { count: total, present }),
  }
}

const brought = ({ added }: Sending): Pick<Data, 'state' | 'message'> => ({
  state: 'idle',
  message: t('imported', { count: added }),
})
