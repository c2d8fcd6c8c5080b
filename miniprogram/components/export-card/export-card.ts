import { asCallError } from '../../common/call-error'
import { pick, t, texts } from '../../i18n/index'
import { sendNow } from '../../stores/outbox'
import { ExportFile, FileError } from './export-file'

const cardTexts = pick('exportHint', 'exportAll', 'shareFile', 'shareTooOld')

interface Data {
  t: typeof cardTexts
  shareable: boolean
  state: 'idle' | 'running' | 'failed' | 'complete'
  progress: string
  error: string
}

interface Methods extends Record<string, () => void> {
  start(): Promise<void>
  write(): Promise<void>
  share(): void
}

interface Custom {
  /** The file that is being written, or was written last. */
  file?: ExportFile
}

/** Writes all of the caller's notes into a file and hands it over to a chat. Stops when it is taken off the screen. */
Component<Data, { total: NumberConstructor }, Methods, [], Custom>({
  properties: {
    /** The number of notes, as last heard from the cloud. */
    total: Number,
  },
  data: {
    t: cardTexts,
    // Since base library 2.16.1.
    shareable: wx.canIUse('shareFileMessage'),
    state: 'idle',
    progress: '',
    error: '',
  },
  lifetimes: {
    detached() {
      if (this.file) this.file.stopped = true
    },
  },
  methods: {
    async start() {
      const file = (this.file = new ExportFile())
      this.setData({ state: 'running', progress: texts.loading })
      // The export is made from what the cloud has, so what waits on this phone has to get there first.
      await sendNow()
      if (!file.stopped) await this.write()
    },

    async write() {
      const file = (this.file ??= new ExportFile())
      const progress = (written: number) =>
        t('exporting', { written, total: Math.max(written, this.data.total) })
      this.setData({ state: 'running', progress: progress(file.written), error: '' })
      try {
        await file.write((written) => this.setData({ progress: progress(written) }))
        if (file.stopped) return
        this.setData({ state: 'complete', progress: t('exported', { written: file.written }) })
      } catch (caught) {
        if (file.stopped) return
        const broken = caught instanceof FileError
        if (broken) delete this.file
        this.setData({ state: 'failed', error: broken ? texts.fileFailed : t(asCallError(caught).code) })
      }
    },

    // WeChat lets a file be sent only in answer to a tap, so this cannot follow the writing by itself.
    share() {
      if (!this.file) return
      wx.shareFileMessage({
        filePath: this.file.path,
        fileName: `notes-${today()}.json`,
        fail: ({ errMsg }) => {
          if (!errMsg.includes('cancel')) void wx.showToast({ title: texts.shareFailed, icon: 'none' })
        },
      })
    },
  },
})

/** Like 2026-03-09, by the phone's calendar. */
function today(): string {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}
