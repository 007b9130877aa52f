/** How numbers of several rounds become one. */

export const median = (numbers: readonly number[]) => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length

interface Rounds {
  rounds: number[]
}

interface Comparison {
  value: number
  range: [number, number]
}

/** A round is compared with the other's same round only, as the machine may change in between. */
export const compare = (result: Rounds, other: Rounds): Comparison => {
  const ratios = result.rounds.map((time, round) => other.rounds[round]! / time)
  return { value: median(ratios), range: [Math.min(...ratios), Math.max(...ratios)] }
}

/** How many times as fast as `Map` in the same round: median, least, greatest. */
export interface Speed {
  speed?: number
  speedRange?: [number, number]
}

/** Fills in the speed of each. */
export const compareWith = (map: Rounds | undefined, results: readonly (Rounds & Speed)[]) => {
  if (!map) return
  for (const result of results) {
    const { value, range } = compare(result, map)
    result.speed = value
    result.speedRange = range
  }
}
