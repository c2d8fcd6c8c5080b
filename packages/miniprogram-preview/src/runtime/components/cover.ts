import { image } from './image'
import { view } from './view'

/** In the preview nothing is drawn by the phone itself, so what covers it is like anything else. */
export const definitions = { 'cover-view': view, 'cover-image': image }
