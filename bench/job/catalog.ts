/** The jobs, as people read of them. */
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

const WORDS: JobDescription[] = [
  {
    id: 'words',
    name: 'words: strings',
    what: 'count the words of the text, each cut out of it with slice (a long slice keeps the whole text alive)',
    classes: 'StringMap',
  },
  {
    id: 'word-bytes',
    name: 'words: bytes',
    what: 'count the words of the text straight from its bytes; Map needs them as strings',
    classes: 'BytesMap',
  },
]

const PLACES: JobDescription[] = [
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
  {
    id: 'names',
    name: 'names of places',
    what: 'de-duplicate and count the names of all places of both packages',
    classes: 'StringMap',
  },
]

const TEXT = [...SHINGLES, ...WORDS]

export const jobsFor = (userFiles: boolean): JobDescription[] => (userFiles ? TEXT : [...TEXT, ...PLACES])
