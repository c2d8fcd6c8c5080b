// Asks for places with the real SDK. A step that fails gives the error that the SDK raised.
const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database()
const { Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon } = db.Geo
const _ = db.command

const point = (place) => new Point(...place)
const line = (places) => new LineString(places.map(point))
const polygon = (rings) => new Polygon(rings.map(line))
const shapes = {
  Point: point,
  LineString: line,
  Polygon: polygon,
  MultiPoint: (places) => new MultiPoint(places.map(point)),
  MultiLineString: (lines) => new MultiLineString(lines.map(line)),
  MultiPolygon: (polygons) => new MultiPolygon(polygons.map(polygon)),
}
const shape = ([type, coordinates]) => shapes[type](coordinates)
const found = async (name, where) => (await db.collection(name).where(where).get()).data.map(({ _id }) => _id)

const operations = {
  add: (name, _id, at, more) => db.collection(name).add({ data: { _id, at: shape(at), ...more } }),
  addRaw: (name, data) => db.collection(name).add({ data }),
  get: async (name, id) => {
    const { at } = (await db.collection(name).doc(id).get()).data
    return { kind: at.constructor.name, at }
  },
  near: (name, place, distances, more) =>
    found(name, { at: _.geoNear({ geometry: point(place), ...distances }), ...more }),
  countNear: (name, place) =>
    db
      .collection(name)
      .where({ at: _.geoNear({ geometry: point(place) }) })
      .count(),
  within: (name, geometry) => found(name, { at: _.geoWithin({ geometry: shape(geometry) }) }),
  circle: (name, place, radians) => found(name, { at: _.geoWithin({ centerSphere: [place, radians] }) }),
  intersects: (name, geometry) => found(name, { at: _.geoIntersects({ geometry: shape(geometry) }) }),
  stage: async (name, { near, ...options }, ...stages) => {
    const first = db
      .collection(name)
      .aggregate()
      .geoNear({ near: point(near), spherical: true, ...options })
    return (await stages.reduce((pipeline, [stage, value]) => pipeline[stage](value), first).end()).list
  },
  lateStage: (name) =>
    db
      .collection(name)
      .aggregate()
      .match({})
      .geoNear({ near: point([0, 0]), spherical: true, distanceField: 'far' })
      .end(),
}

exports.main = async ({ steps }) => {
  const results = []
  for (const [name, ...values] of steps) {
    try {
      results.push(await operations[name](...values))
    } catch (error) {
      results.push({ errCode: error.errCode, errMsg: error.errMsg ?? error.message })
    }
  }
  return results
}
