import type { Language } from '../program'
import { en } from './words-en'
import { zh, type Words } from './words-zh'

export type { Words }

export function wordsIn(language: Language): Words {
  return language === 'en' ? en : zh
}
