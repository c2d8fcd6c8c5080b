import { wheelSheet } from './wheel-sheet'

/** A place with its code of GB/T 2260. */
type Place = [name: string, code: string, parts?: Place[]]

/**
 * A few places of each kind, where WeChat has all of China: a province, a municipality without prefectures, an autonomous
 * region and a special administrative region.
 */
const places: Place[] = [
  [
    '北京市',
    '110000',
    [
      [
        '北京市',
        '110100',
        [
          ['东城区', '110101'],
          ['海淀区', '110108'],
        ],
      ],
    ],
  ],
  [
    '上海市',
    '310000',
    [
      [
        '上海市',
        '310100',
        [
          ['黄浦区', '310101'],
          ['浦东新区', '310115'],
        ],
      ],
    ],
  ],
  [
    '广东省',
    '440000',
    [
      [
        '广州市',
        '440100',
        [
          ['海珠区', '440105'],
          ['天河区', '440106'],
        ],
      ],
      [
        '深圳市',
        '440300',
        [
          ['福田区', '440304'],
          ['南山区', '440305'],
        ],
      ],
    ],
  ],
  [
    '广西壮族自治区',
    '450000',
    [
      [
        '桂林市',
        '450300',
        [
          ['秀峰区', '450302'],
          ['阳朔县', '450321'],
        ],
      ],
    ],
  ],
  ['香港特别行政区', '810000', [['香港特别行政区', '810100', [['中西区', '810101']]]]],
]

const columnsOf: Record<string, number> = { province: 1, city: 2 }

/** Lets the user choose a region. `customItem` stands first in each column, for "all of it". */
export async function pickRegion(
  value: unknown,
  customItem: string,
  level: string,
): Promise<object | undefined> {
  const count = columnsOf[level] ?? 3
  const first: Place[] = customItem ? [[customItem, '']] : []
  /** The places to choose from in each column when these are chosen. */
  const columnsFor = (indexes: number[]): Place[][] => {
    const columns: Place[][] = []
    let list: Place[] = places
    for (let column = 0; column < count; column++) {
      const options = [...first, ...list]
      columns.push(options)
      list = options[indexes[column] ?? 0]?.[2] ?? []
    }
    return columns
  }
  let chosen: number[] = []
  for (const name of Array.isArray(value) ? value : []) {
    const index = columnsFor(chosen)[chosen.length]?.findIndex(([one]) => one === name) ?? -1
    chosen.push(Math.max(0, index))
  }
  const names = () => columnsFor(chosen).map((column) => column.map(([name]) => name))
  const sheet = wheelSheet(names(), chosen, (column, index) => {
    chosen = [...Array.from({ length: column }, (_, at) => chosen[at] ?? 0), index]
    sheet.redraw(names(), chosen)
  })
  const indexes = await sheet.chosen
  if (!indexes) return undefined
  const picked = columnsFor(indexes).map((column, at) => column[indexes[at] ?? 0] ?? ['', ''])
  return { value: picked.map(([name]) => name), code: picked.map(([, code]) => code) }
}
