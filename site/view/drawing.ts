// How a table is drawn: every bucket or group while they are few, else a map.

export type Drawing = 'auto' | 'buckets' | 'map'

const AUTO = 32
/** More would be too many elements for a page. */
export const MOST_DRAWN = 512

export function isMap(drawing: Drawing, buckets: number): boolean {
  return buckets > (drawing === 'auto' ? AUTO : drawing === 'map' ? 0 : MOST_DRAWN)
}
