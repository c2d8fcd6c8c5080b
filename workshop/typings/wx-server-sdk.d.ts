/**
 * What the lessons use of wx-server-sdk, with the types that its promises give. The SDK's own typings leave most of this
 * open (`Promise<T> | void | string`).
 */
declare module 'wx-server-sdk' {
  export const DYNAMIC_CURRENT_ENV: symbol
  export function init(options: { env: symbol }): void
  export function getWXContext(): {
    OPENID?: string
    APPID?: string
    UNIONID?: string
    FROM_APPID?: string
    FROM_OPENID?: string
    FROM_UNIONID?: string
  }
  export function database(): Database

  /** What a field has to be: a value, or what one of the commands gives. */
  type Condition = object
  interface Database {
    readonly command: {
      eq(value: unknown): Condition
      exists(value: boolean): Condition
      or(conditions: readonly Condition[]): Condition
      and(conditions: readonly Condition[]): Condition
      inc(by: number): object
    }
    collection(name: string): Collection
  }
  interface Query {
    where(condition: Condition): Query
    limit(count: number): Query
    get(): Promise<{ data: Document[] }>
    update(options: { data: object }): Promise<{ stats: { updated: number } }>
    remove(): Promise<{ stats: { removed: number } }>
  }
  interface Collection extends Query {
    doc(id: string): {
      get(): Promise<{ data: Document }>
      update(options: { data: object }): Promise<{ stats: { updated: number } }>
    }
    add(options: { data: object }): Promise<{ _id: string }>
  }
  type Document = Record<string, unknown> & { _id: string }
}
