import { join } from 'node:path'
import { isWithin, intersects } from '../src/store/geo/relations'
import { shapeOf } from '../src/store/geo/shapes'
import type { Value } from '../src/store/value'
import { startCloud } from './support/cloud'

const places = (name: string) => ({ name, keys: { [name]: '2dsphere' as const }, unique: false })
const cloud = startCloud({
  functions: join(__dirname, 'functions'),
  functionSettings: { places: { timeout: 20 } },
  collections: {
    sights: { indexes: [places('at')] },
    areas: { indexes: [] },
    both: { indexes: [places('at'), places('other')] },
    diaries: { owned: true, indexes: [places('at')] },
  },
})
type Step = [name: string, ...values: unknown[]]
const run = async (...steps: Step[]) => Object(await cloud.as('alice').call('places', { steps }))
const ask = async (...step: Step) => (await run(step))[0]
const refused = (text: string) => ({ errMsg: expect.stringContaining(text) })

// The example of developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/database/aggregate/Aggregate.geoNear
const sights: Record<string, [number, number]> = {
  'Canton Tower': [113.30593, 23.1361155],
  'Baiyun Mountain': [113.306789, 23.1564721],
  'The Palace Museum': [116.3949659, 39.9163447],
  'Great Wall': [116.2328567, 40.242373],
}
const nearTower: [number, number] = [113.3089506, 23.0968251]

beforeAll(async () => {
  await run(
    ...Object.entries(sights).map(([name, at]): Step => [
      'add',
      'sights',
      name,
      ['Point', at],
      { city: name[0] },
    ]),
  )
  await run(
    [
      'add',
      'areas',
      'square',
      [
        'Polygon',
        [
          [
            [0, 0],
            [4, 0],
            [4, 4],
            [0, 4],
            [0, 0],
          ],
        ],
      ],
    ],
    [
      'add',
      'areas',
      'road',
      [
        'LineString',
        [
          [-1, 2],
          [5, 2],
        ],
      ],
    ],
    [
      'add',
      'areas',
      'stops',
      [
        'MultiPoint',
        [
          [1, 1],
          [9, 9],
        ],
      ],
    ],
    [
      'add',
      'areas',
      'rails',
      [
        'MultiLineString',
        [
          [
            [20, 20],
            [21, 21],
          ],
          [
            [30, 30],
            [31, 31],
          ],
        ],
      ],
    ],
    [
      'add',
      'areas',
      'islands',
      [
        'MultiPolygon',
        [
          [
            [
              [40, 40],
              [41, 40],
              [41, 41],
              [40, 40],
            ],
          ],
        ],
      ],
    ],
    ['addRaw', 'areas', { _id: 'nowhere', at: 'here' }],
  )
})

describe('geoNear', () => {
  // Source: mongodb.com/docs/manual/reference/operator/query/nearSphere
  test('gives what is in reach, nearest first', async () => {
    expect(await ask('near', 'sights', nearTower, {})).toEqual([
      'Canton Tower',
      'Baiyun Mountain',
      'The Palace Museum',
      'Great Wall',
    ])
    expect(await ask('near', 'sights', nearTower, { minDistance: 5000, maxDistance: 100_000 })).toEqual([
      'Baiyun Mountain',
    ])
    expect(await ask('near', 'sights', nearTower, {}, { city: 'B' })).toEqual(['Baiyun Mountain'])
  })

  test('needs an index of places, as CloudBase’s guide says', async () => {
    expect(await ask('near', 'areas', nearTower, {})).toMatchObject(
      refused('unable to find index for $geoNear query'),
    )
  })

  // Source: mongodb.com/docs/manual/reference/method/db.collection.countDocuments
  test('cannot be counted', async () => {
    expect(await ask('countNear', 'sights', nearTower)).toMatchObject(
      refused('are not allowed in this context'),
    )
  })

  test('is held to the caller’s own documents like any other query', async () => {
    expect(await ask('near', 'diaries', nearTower, {})).toMatchObject(refused('must not do this'))
    expect(cloud.takeViolations()).toHaveLength(1)
  })
})

describe('the stage geoNear', () => {
  // The distances of the documentation's answer, to the metre.
  test('gives the distance in metres', async () => {
    const found = await ask('stage', 'sights', {
      near: nearTower,
      distanceField: 'how.far',
      query: { city: { $in: ['C', 'B'] } },
      includeLocs: 'where',
    })
    expect(found).toEqual([
      expect.objectContaining({ _id: 'Canton Tower', how: { far: expect.closeTo(4384.68131486958, 0) } }),
      expect.objectContaining({ _id: 'Baiyun Mountain', how: { far: expect.closeTo(6643.521654040738, 0) } }),
    ])
    expect(found[0].where).toEqual({ type: 'Point', coordinates: sights['Canton Tower'] })
  })

  test('multiplies distances, gives so many, and others follow it', async () => {
    const options = {
      near: nearTower,
      distanceField: 'km',
      distanceMultiplier: 0.001,
      maxDistance: 1e7,
      limit: 2,
    }
    expect(
      await ask('stage', 'sights', options, ['project', { km: { $floor: '$km' } }], ['skip', 1]),
    ).toEqual([{ _id: 'Baiyun Mountain', km: 6 }])
  })

  test('comes first, has an index, and knows which', async () => {
    const options = { near: nearTower, distanceField: 'far' }
    expect(await ask('lateStage', 'sights')).toMatchObject(refused('only valid as the first stage'))
    expect(await ask('stage', 'areas', options)).toMatchObject(refused('requires a 2d or 2dsphere index'))
    expect(await ask('stage', 'both', options)).toMatchObject(refused('more than one 2dsphere index'))
    expect(await ask('stage', 'both', { ...options, key: 'other' })).toEqual([])
    expect(await ask('stage', 'sights', { ...options, spherical: false })).toMatchObject(refused('spherical'))
  })
})

// Source: mongodb.com/docs/manual/reference/operator/query/geoWithin and …/geoIntersects
describe('shapes', () => {
  const corner = [
    'Polygon',
    [
      [
        [-2, -2],
        [1.5, -2],
        [1.5, 1.5],
        [-2, 1.5],
        [-2, -2],
      ],
    ],
  ]

  test('are found where all of them lies in an area', async () => {
    const around = [
      [
        [-2, -2],
        [10, -2],
        [10, 10],
        [-2, 10],
        [-2, -2],
      ],
    ]
    expect(await ask('within', 'areas', ['Polygon', around])).toEqual(['square', 'road', 'stops'])
    expect(await ask('within', 'areas', corner)).toEqual([])
    const two = [
      'MultiPolygon',
      [
        [
          [
            [0.5, 0.5],
            [2, 0.5],
            [0.5, 2],
            [0.5, 0.5],
          ],
        ],
        [
          [
            [8, 8],
            [10, 8],
            [9, 10],
            [8, 8],
          ],
        ],
      ],
    ]
    expect(await ask('within', 'areas', two)).toEqual(['stops'])
  })

  test('are found in a circle, whose radius is in radians', async () => {
    expect(await ask('circle', 'sights', nearTower, 5 / 6378.1)).toEqual(['Canton Tower'])
    expect(await ask('circle', 'sights', nearTower, 10 / 6378.1)).toEqual(['Canton Tower', 'Baiyun Mountain'])
  })

  test.each<[string, unknown, string[]]>([
    ['an area', corner, ['square', 'stops']],
    [
      'a line',
      [
        'LineString',
        [
          [2, 1],
          [2, 3],
        ],
      ],
      ['square', 'road'],
    ],
    ['a place inside', ['Point', [2, 3]], ['square']],
    ['a place on a border', ['Point', [0, 2]], ['square']],
    ['the end of a line', ['Point', [-1, 2]], ['road']],
    [
      'several places',
      [
        'MultiPoint',
        [
          [9, 9],
          [20, 20],
        ],
      ],
      ['stops', 'rails'],
    ],
    ['nothing', ['Point', [50, 50]], []],
  ])('are found where they meet %s', async (_, geometry, ids) => {
    expect(await ask('intersects', 'areas', geometry)).toEqual(ids)
  })

  test('are given back as what they were stored', async () => {
    expect(await ask('get', 'areas', 'square')).toMatchObject({ at: { type: 'Polygon' } })
    const kinds = await run(
      ...['square', 'road', 'stops', 'rails', 'islands'].map((id): Step => ['get', 'areas', id]),
    )
    expect(kinds.map(({ at }: { at: { type: string } }) => at.type)).toEqual([
      'Polygon',
      'LineString',
      'MultiPoint',
      'MultiLineString',
      'MultiPolygon',
    ])
  })

  test('that are none are refused where an index needs one', async () => {
    expect(await ask('addRaw', 'sights', { _id: 'x', at: 'here' })).toMatchObject(
      refused("Can't extract geo keys"),
    )
    expect(await ask('addRaw', 'sights', { _id: 'y' })).toMatchObject({ _id: 'y' })
  })

  test.each<[string, unknown, string]>([
    [
      'crossing itself',
      [
        [
          [0, 0],
          [1, 1],
          [1, 0],
          [0, 1],
          [0, 0],
        ],
      ],
      'edges cross',
    ],
    [
      'larger than half the globe',
      [
        [
          [0, 0],
          [120, 0],
          [-120, 0],
          [0, 0],
        ],
      ],
      'half the globe',
    ],
  ])('that are no areas are named: one %s', async (_, rings, text) => {
    expect(await ask('within', 'areas', ['Polygon', rings])).toMatchObject(refused(text))
  })
})

describe('on the sphere', () => {
  const of = (type: string, coordinates: Value) => shapeOf({ type, coordinates })
  const polygonsOf = (...rings: Value[]) => of('Polygon', rings).polygons
  const inside = (place: Value, ...rings: Value[]) => isWithin(of('Point', place), polygonsOf(...rings))

  test('an area is closed', () => {
    expect(() =>
      of('Polygon', [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
      ]),
    ).toThrow('Loop is not closed')
  })

  test('the shortest way from west to east bends to the pole, and so does a border', () => {
    const band = [
      [0, 50],
      [60, 50],
      [60, 40],
      [0, 40],
      [0, 50],
    ]
    expect(inside([30, 52], band)).toBe(true)
    expect(inside([30, 41], band)).toBe(false)
  })

  test('an area reaches over the date line and around a pole', () => {
    expect(
      inside(
        [180, 0],
        [
          [170, -5],
          [-170, -5],
          [-170, 5],
          [170, 5],
          [170, -5],
        ],
      ),
    ).toBe(true)
    expect(
      inside(
        [0, 0],
        [
          [170, -5],
          [-170, -5],
          [-170, 5],
          [170, 5],
          [170, -5],
        ],
      ),
    ).toBe(false)
    expect(
      inside(
        [45, 89],
        [
          [0, 80],
          [120, 80],
          [-120, 80],
          [0, 80],
        ],
      ),
    ).toBe(true)
  })

  test('a hole is outside, its border is not, and nothing around it is within', () => {
    const outer = [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 9],
      [0, 0],
    ]
    const hole = [
      [3, 3],
      [6, 3],
      [6, 6],
      [3, 6],
      [3, 3],
    ]
    expect(inside([4.5, 4.5], outer, hole)).toBe(false)
    expect(inside([1, 1], outer, hole)).toBe(true)
    expect(inside([3, 3], outer, hole)).toBe(true)
    const around = of('Polygon', [
      [
        [2, 2],
        [7, 2],
        [7, 7],
        [2, 7],
        [2, 2],
      ],
    ])
    expect(isWithin(around, polygonsOf(outer, hole))).toBe(false)
    expect(intersects(around, of('Polygon', [outer, hole]))).toBe(true)
    expect(
      isWithin(
        of('LineString', [
          [2, 4],
          [7, 5],
        ]),
        polygonsOf(outer, hole),
      ),
    ).toBe(false)
  })
})
