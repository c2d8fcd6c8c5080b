import type { ComponentSpace } from 'glass-easel'
import { boxTags, partTags, type CoreTag, type PartTag } from '../../tags'
import type { TemplateGroups } from '../boundary'
import { builtIn, type Definition } from './built-in'
import { box } from './box'
import { button } from './button'
import { checkbox, checkboxGroup, radio, radioGroup, toggle } from './choice'
import { input, textarea } from './field'
import { form, label } from './form'
import { image } from './image'
import { navigator } from './navigator'
import { pageMeta } from './page-meta'
import { picker } from './picker'
import { scrollView } from './scroll-view'
import { icon, rootPortal, text, view } from './view'

/** The built-in components that are always there. */
export const coreDefinitions: Record<CoreTag, Definition> = {
  button,
  checkbox,
  'checkbox-group': checkboxGroup,
  form,
  icon,
  image,
  input,
  label,
  navigator,
  'page-meta': pageMeta,
  picker,
  radio,
  'radio-group': radioGroup,
  'root-portal': rootPortal,
  'scroll-view': scrollView,
  switch: toggle,
  text,
  textarea,
  view,
}

/** Where the definitions of the parts are. Each file is loaded when an app uses one of its tags. */
const parts: Record<PartTag, () => Promise<{ definitions: Definitions }>> = {
  canvas: () => import('./canvas'),
  'cover-image': () => import('./cover'),
  'cover-view': () => import('./cover'),
  'picker-view': () => import('./picker-view'),
  'picker-view-column': () => import('./picker-view'),
  progress: () => import('./progress'),
  'rich-text': () => import('./rich-text'),
  slider: () => import('./slider'),
  swiper: () => import('./swiper'),
  'swiper-item': () => import('./swiper'),
  video: () => import('./video'),
  'web-view': () => import('./web-view'),
}

/** Definitions of built-in components by their tags. */
export type Definitions = Record<string, Definition>

/** Loads the definitions of those among `tags` that are not always there. */
export async function loadParts(tags: string[]): Promise<Definitions> {
  const used = partTags.filter((tag) => tags.includes(tag))
  const loaded = await Promise.all(used.map((tag) => parts[tag]()))
  return Object.assign({}, ...loaded.map(({ definitions }) => definitions))
}

/** A tag that WeChat does not have is an inline box there too. */
const plain = builtIn({ content: true, properties: {} })

/** Registers for all templates the built-in components and, as boxes, those of `tags` that the preview lacks. */
export function registerBuiltIns(
  space: ComponentSpace,
  groups: TemplateGroups,
  loaded: Definitions,
  tags: string[],
): void {
  const isBox = (tag: string) => boxTags.some((one) => one === tag)
  const absent = tags.map((tag) => [tag, isBox(tag) ? box(tag) : plain] as const)
  for (const [tag, define] of Object.entries({
    ...Object.fromEntries(absent),
    ...loaded,
    ...coreDefinitions,
  }))
    space.setGlobalUsingComponent(tag, define(space, tag, groups))
}
