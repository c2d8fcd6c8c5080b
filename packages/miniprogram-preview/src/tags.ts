/** The built-in components that nearly every app uses: the phone always has them. */
export const coreTags = [
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

export type CoreTag = (typeof coreTags)[number]

/** The built-in components that the phone loads when an app uses them. */
export const partTags = [
  'canvas',
  'cover-image',
  'cover-view',
  'picker-view',
  'picker-view-column',
  'progress',
  'rich-text',
  'slider',
  'swiper',
  'swiper-item',
  'video',
  'web-view',
] as const

export type PartTag = (typeof partTags)[number]

/** The built-in components of the preview. */
export const builtInTags = [...coreTags, ...partTags] as const

/** Tags of WeChat that only a phone can fill: the preview draws a box with the tag's name. */
export const boxTags = [
  'ad',
  'ad-custom',
  'audio',
  'camera',
  'channel-live',
  'channel-video',
  'editor',
  'functional-page-navigator',
  'live-player',
  'live-pusher',
  'map',
  'movable-area',
  'movable-view',
  'official-account',
  'open-data',
  'voip-room',
] as const

/** Tags of the template language itself. */
export const syntaxTags = ['block', 'import', 'include', 'slot', 'template', 'wxs'] as const

/** Tags of WeChat's own that the preview draws as it draws any unknown tag. Many of them are for Skyline only. */
export const absentTags = [
  'double-tap-gesture-handler',
  'draggable-sheet',
  'force-press-gesture-handler',
  'grid-builder',
  'grid-view',
  'horizontal-drag-gesture-handler',
  'keyboard-accessory',
  'list-builder',
  'list-view',
  'long-press-gesture-handler',
  'match-media',
  'native-component',
  'navigation-bar',
  'nested-scroll-body',
  'nested-scroll-header',
  'open-container',
  'open-data-item',
  'open-data-list',
  'page-container',
  'pan-gesture-handler',
  'scale-gesture-handler',
  'selection',
  'share-element',
  'snapshot',
  'span',
  'sticky-header',
  'sticky-section',
  'store-coupon',
  'store-home',
  'store-product',
  'tap-gesture-handler',
  'vertical-drag-gesture-handler',
  'xr-frame',
] as const
