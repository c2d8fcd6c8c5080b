/** How much of an import goes into one call. */
export const importLimits = {
  /** Documents. The function refuses more. */
  documents: 20,
  /**
   * Characters, as JSON; one document may have more. WeChat advises against more than 100 KB in a call: source,
   * Cloud.callFunction.
   */
  characters: 40_000,
} as const
