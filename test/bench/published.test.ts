// Answers that others have published. The larger ones take minutes and are checked by the benchmark itself.

import { describe, expect, test } from 'vitest'
import { WORKLOADS, workloadNamed } from '../../bench/workloads/catalog.js'
import { Clock } from '../../bench/workloads/workload.js'
import * as library from '../../src/index.js'

const QUICK = [
  'map_benchmark/IterateIntegers',
  'map_benchmark/Copy',
  'map_benchmark/RandomFind_500000/25 %, low 32 bits',
  ...WORKLOADS.map(({ name }) => name).filter(name => name.includes('RandomFindString_100000/')),
]

describe('found without a hash table', () => {
  test.each(QUICK)('%s', name => {
    const { published, prepare, expected } = workloadNamed(name)
    expect(published).toHaveLength(1)
    const { n, answer } = published![0]!
    expect(expected!(prepare(n))).toBe(answer)
  })
})

describe('k-nucleotide of 100,000', () => {
  const { published, prepare, forms, expected } = workloadNamed('k-nucleotide')
  const { n, answer } = published![0]!
  const sequence = prepare(n)

  test.each(['Map', 'single', 'many'] as const)('%s', form => {
    expect(forms[form]!(sequence, new Clock(), library)).toBe(answer)
  })
  test('without a hash table', () => expect(expected!(sequence)).toBe(answer))
})
