// The classes of the backend that this run tests: BACKEND is twin, simd, swar, checked or heap, the classes of one heap.

import { CLASSES } from '../src/classes/home.js'
import * as wasm from '../src/index.js'
import * as twin from '../src/reference/index.js'

export const backend = (process.env.BACKEND ?? 'simd') as 'twin' | 'simd' | 'swar' | 'checked' | 'heap'
export const isWasm = backend !== 'twin'
/** The checked build walks the whole table after every change: keep its tables small. */
export const isChecked = backend === 'checked'

const inHeap = () => ({ ...wasm, ...new wasm.Heap()[CLASSES] }) as typeof wasm
const classes = backend === 'heap' ? inHeap() : ((isWasm ? wasm : twin) as typeof wasm)

export const {
  Int32Map,
  Uint32Map,
  Float64Map,
  BigInt64Map,
  BigUint64Map,
  Int32Set,
  Uint32Set,
  Float64Set,
  BigInt64Set,
  BigUint64Set,
  StringMap,
  StringSet,
  BytesMap,
  BytesSet,
  HashMap,
  HashSet,
} = classes
