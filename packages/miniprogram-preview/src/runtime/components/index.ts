import type { ComponentSpace } from 'glass-easel'
import type { BuiltInTag } from '../../tags'
import type { TemplateGroups } from '../boundary'
import { builtIn, type Definition } from './built-in'
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

const builtIns: Record<BuiltInTag, Definition> = {
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

/** A tag that WeChat does not have is an inline box there too. */
const plain = builtIn({ content: true, properties: {} })

/** Registers for all templates the built-in components and, as plain boxes, those of `tags` that are unknown. */
export function registerBuiltIns(space: ComponentSpace, groups: TemplateGroups, tags: string[]): void {
  const unknown = tags.map((tag) => [tag, plain] as const)
  for (const [tag, define] of Object.entries({ ...Object.fromEntries(unknown), ...builtIns }))
    space.setGlobalUsingComponent(tag, define(space, tag, groups))
}
