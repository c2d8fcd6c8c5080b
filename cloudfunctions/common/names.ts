/** The names of an object's own entries, as its type knows them. */
export function namesOf<T extends object>(object: T): Extract<keyof T, string>[] {
  const names: Extract<keyof T, string>[] = []
  for (const name in object) names.push(name)
  return names
}
