// What an app does with the package: numbers, text and bytes, with growth.

import { BytesSet, HashMap, Int32Map, StringMap } from 'tophash'

export function use() {
  const counts = new Int32Map({ values: 'int32' })
  for (let i = 0; i < 50_000; i++) counts.increment(i % 5000)
  const words = new StringMap([['漢', 1n]], { values: 'bigint64' })
  const bytes = new BytesSet([Uint8Array.of(1, 2), Uint8Array.of(1, 2)])
  const mixed = new HashMap([
    [1, 'number'],
    ['1', 'string'],
  ])
  return {
    size: counts.size,
    sum: counts.getMany(Int32Array.of(0, 4999, 5000)).join(),
    word: String(words.increment('漢')),
    bytes: bytes.size,
    mixed: mixed.get('1'),
    refused: refused(() => counts.set(0.5, 1)),
    tag: String(counts),
  }
}

function refused(call) {
  try {
    call()
    return 'nothing'
  } catch (error) {
    return `${error.name}: ${error.message}`
  }
}
