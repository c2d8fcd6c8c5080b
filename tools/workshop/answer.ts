/** What a call of a function gave. */
export type Answer =
  { failed: false; result: unknown; message: string } | { failed: true; result?: undefined; message: string }
