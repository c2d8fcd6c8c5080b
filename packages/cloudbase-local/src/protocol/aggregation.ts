import * as z from 'zod/mini'
import { parse, stringify } from '../store/ejson'
import { forbidNear } from '../store/geo/queries'
import { lookupsIn } from '../store/lookup'
import { runPipeline, splitPipeline } from '../store/pipeline'
import type { Stage } from '../store/stage'
import type { Query, Store } from '../store/store'
import type { Work } from '../trace'
import { action, type Action } from './action'
import { collectionName } from './database'

/**
 * How many results there are without a `limit`, and with any. CloudBase does not document it; developers have measured it
 * (developers.weixin.qq.com/community/develop/doc/0006ee7caecd8020df7b559b451800 and
 * …/community/develop/article/doc/000624c67c8b48611dba2b12058c13).
 */
const defaultLimit = 20
const maxLimit = 10_000

/**
 * The SDK's aggregations. Only a `$match` at the start selects documents; all other stages work on those documents. What a
 * `$lookup` reads is watched as if it were asked for by itself.
 */
export function aggregationActions(store: Store): Record<string, Action> {
  const accessTo = (query: Query) => ({
    collection: query.collection,
    query: query.filter,
    rows: () => store.find(query).documents,
  })
  return {
    'database.aggregateDocuments': action(
      z.object({
        collectionName,
        stages: z.array(z.object({ stageKey: z.string(), stageValue: z.string() })),
      }),
      ({ collectionName: collection, ...request }, { now, watch }) => {
        const pipeline = request.stages.map(({ stageKey, stageValue }) => ({
          name: stageKey,
          value: parse(stageValue, now),
        }))
        const { filter, stages } = splitPipeline(pipeline)
        forbidNear(filter)
        return {
          ...accessTo({ collection, filter }),
          stages,
          perform(inspect) {
            const lookups = lookupsIn(stages).map(({ value, from, filter }) => {
              const query = { collection: from, filter }
              return { value, query: { ...query, inspect: watch(accessTo(query)) } }
            })
            const { documents, work } = store.find({ collection, filter, inspect })
            const reads = lookups.map(({ value, query }) => ({ value, ...store.find(query) }))
            const foreign = new Map(reads.map((read) => [read.value, read.documents]))
            const results = runPipeline(documents, stages, {
              foreign,
              variables: {},
              placeFields: store.placeFieldsOf(collection),
            })
            const list = results.slice(0, limitOf(stages))
            return {
              reply: { data: { list: list.map(stringify) } },
              work: { ...sum([work, ...reads.map((read) => read.work)]), returned: list.length },
            }
          },
        }
      },
    ),
  }
}

const limitOf = (stages: Stage[]) => (stages.some(({ name }) => name === '$limit') ? maxLimit : defaultLimit)

const sum = (works: Work[]): Work => ({
  index: [...new Set(works.map(({ index }) => index))].join(','),
  examined: works.reduce((total, { examined }) => total + examined, 0),
  returned: 0,
  changed: 0,
})
