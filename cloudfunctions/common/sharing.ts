/**
 * The APPIDs of the sibling mini programs that may use this environment (环境共享), from the function's environment
 * variable SHARED_WITH, separated by commas. None by default: sharing is allowed by name, in the console, or not at all.
 */
export const sharedWith: readonly string[] = (process.env.SHARED_WITH ?? '').split(',').filter(Boolean)
