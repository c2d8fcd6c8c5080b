/** Makes a style that the app writes at run time follow WeChat's units: rpx, the page's rem, and the safe area. */
export function platformStyle(text: string): string {
  return text
    .replace(/(-?(?:\d+\.?\d*|\.\d+))rpx\b/g, (_, n: string) => `${+(Number(n) / 7.5).toFixed(6)}vw`)
    .replace(/(-?(?:\d+\.?\d*|\.\d+))rem\b/g, 'calc($1 * var(--root-font-size))')
    .replace(/\benv\(\s*(safe-area-inset-(?:top|right|bottom|left))/g, 'var(--$1')
}
