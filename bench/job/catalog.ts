import type { JobId } from './protocol.js'

export interface JobDescription {
  id: JobId
  name: string
  what: string
  classes: string
}

const SHINGLES: JobDescription[] = [
  {
    id: 'shingle4',
    name: '4-byte shingles',
    what: 'count the int32 at every byte offset of the text',
    classes: 'Int32Map',
  },
  {
    id: 'shingle8',
    name: '8-byte shingles',
    what: 'count the 64-bit BigInt at every byte offset of the text',
    classes: 'BigInt64Map',
  },
]

const COORDINATES: JobDescription[] = [
  {
    id: 'dedupe',
    name: 'coordinates: distinct',
    what: 'de-duplicate and count every latitude and longitude of both packages, as float64 fractions',
    classes: 'Float64Map',
  },
  {
    id: 'join',
    name: 'coordinates: join',
    what: 'index the places of one package by point, look up those of the other (latitude and longitude in one float64)',
    classes: 'Float64Map',
  },
]

export const jobsFor = (userFiles: boolean): JobDescription[] => (userFiles ? SHINGLES : [...SHINGLES, ...COORDINATES])
