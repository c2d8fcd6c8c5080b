/** The built-in components of the preview. An app must register any other tag in usingComponents. */
export const builtInTags = [
  'button',
  'checkbox',
  'checkbox-group',
  'form',
  'icon',
  'image',
  'input',
  'label',
  'navigator',
  'page-meta',
  'picker',
  'radio',
  'radio-group',
  'root-portal',
  'scroll-view',
  'switch',
  'text',
  'textarea',
  'view',
] as const

export type BuiltInTag = (typeof builtInTags)[number]

/** Tags of the template language itself. */
export const syntaxTags = ['block', 'import', 'include', 'slot', 'template', 'wxs'] as const
