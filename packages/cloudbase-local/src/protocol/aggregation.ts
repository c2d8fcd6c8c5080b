import * as z from 'zod/mini'
import { parse, stringify } from '../store/ejson'
import { runPipeline, splitPipeline } from '../store/pipeline'
import type { Store } from '../store/store'
import { action, type Action } from './action'
import { collectionName } from './database'

/** The SDK's aggregations. Only a `$match` at the start selects documents; all other stages work on those documents. */
export function aggregationActions(store: Store): Record<string, Action> {
  return {
    'database.aggregateDocuments': action(
      z.object({
        collectionName,
        stages: z.array(z.object({ stageKey: z.string(), stageValue: z.string() })),
      }),
      ({ collectionName: collection, ...request }, { now }) => {
        const pipeline = request.stages.map(({ stageKey, stageValue }) => ({
          name: stageKey,
          value: parse(stageValue, now),
        }))
        const { filter, stages } = splitPipeline(pipeline)
        return {
          collection,
          query: filter,
          stages,
          rows: () => store.find({ collection, filter }).documents,
          perform(inspect) {
            const { documents, work } = store.find({ collection, filter, inspect })
            const list = runPipeline(documents, stages)
            return {
              reply: { data: { list: list.map(stringify) } },
              work: { ...work, returned: list.length },
            }
          },
        }
      },
    ),
  }
}
