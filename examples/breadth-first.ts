// Distances from a node in a graph whose nodes have 64-bit ids, as database keys and hashes are.

import { BigInt64Map, indexMany } from 'tophash'

/** A directed graph by its edges: the k-th goes from the k-th of one column to the k-th of the other. */
export class Graph {
  readonly #ids: BigInt64Array
  /** From an id to its index. */
  readonly #indexes = new BigInt64Map({ values: 'uint32' })
  /** The edges of the node with index i lead to #targets[#starts[i]] until #starts[i + 1]. */
  readonly #starts: Uint32Array
  readonly #targets: Uint32Array

  constructor(from: BigInt64Array, to: BigInt64Array) {
    const both = new BigInt64Array(from.length + to.length)
    both.set(from)
    both.set(to, from.length)
    const { ids, keys } = indexMany(both)
    this.#ids = keys
    this.#indexes.setMany(
      keys,
      Uint32Array.from(keys, (_, index) => index),
    )
    this.#starts = new Uint32Array(keys.length + 1)
    for (let edge = 0; edge < from.length; edge++) this.#starts[ids[edge]! + 1]!++
    for (let index = 0; index < keys.length; index++) this.#starts[index + 1]! += this.#starts[index]!
    const next = this.#starts.slice()
    this.#targets = new Uint32Array(from.length)
    for (let edge = 0; edge < from.length; edge++) this.#targets[next[ids[edge]!]!++] = ids[from.length + edge]!
  }

  /** The number of edges to every node that can be reached. */
  distancesFrom(start: bigint): BigInt64Map<number> {
    const distances = new BigInt64Map({ values: 'int32' })
    const first = this.#indexes.get(start)
    if (first === undefined) return distances
    const queue = [first]
    distances.set(start, 0)
    for (const index of queue) {
      const distance = distances.getOr(this.#ids[index]!, 0) + 1
      for (let edge = this.#starts[index]!; edge < this.#starts[index + 1]!; edge++) {
        const target = this.#targets[edge]!
        if (distances.has(this.#ids[target]!)) continue
        distances.set(this.#ids[target]!, distance)
        queue.push(target)
      }
    }
    return distances
  }
}

const far = 2n ** 62n
const graph = new Graph(BigInt64Array.of(1n, 1n, far, 3n, 8n), BigInt64Array.of(far, 3n, -7n, -7n, 1n))
const distances = graph.distancesFrom(1n)
console.log(distances.size, distances.get(far), distances.get(-7n), distances.get(8n)) // 4 1 2 undefined
