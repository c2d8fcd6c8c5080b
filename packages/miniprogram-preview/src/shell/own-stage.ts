import type { Language } from '../program'
import type { AimedCall, Filter, Stage } from '../stage'

/** Gives what the project says about its app, or undefined when it says nothing. */
export async function fetchStage(): Promise<Stage | undefined> {
  const response = await fetch('/stage')
  return response.ok ? response.json() : undefined
}

export const addSamples = (language: Language): Promise<unknown> => post('/stage/samples', { language })

export const switchFilter = (removed: boolean): Promise<Filter> => post('/stage/filter', { removed })

/** Makes the call of an attack as a phone would, and gives the id of the call. Raises an error when it cannot be made. */
export async function launch(
  attack: string,
  language: Language,
): Promise<{ invocation: string; aimed: AimedCall }> {
  const aimed = await post<AimedCall>(`/stage/attacks/${attack}`, { language })
  const headers = { 'x-local-person': aimed.person }
  const { requestID } = await post<{ requestID: string }>(`/call/${aimed.function}`, aimed.event, headers)
  return { invocation: requestID, aimed }
}

async function post<Answer>(
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  const answer: Answer & { error?: string } = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}
