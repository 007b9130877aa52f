// The one instance behind all ordinary maps: compiled lazily and synchronously at the first write, or ahead by `init`.

import { instantiateSync } from '@assemblyscript/loader'
import { bind, HOT_EXPORTS } from '../generated/wasm/abi.js'
import { useMemory } from '../memory.js'
import { compiledAhead, theModule, useModule } from './module.js'

const ABI_VERSION = 2
/** 1 GiB, reserved and not touched: growing the memory later can cost the program a garbage collection. */
const INITIAL_PAGES = 16384
const LEAST_PAGES = 16
const MAXIMUM_PAGES = 65536

/** Where the bytes of a key are staged, and how many fit: assembly/layout.ts. Literals, since every operation uses them. */
export const STAGED_KEY = 16400
export const STAGED_KEY_CAPACITY = 8160

/** Exports that are not single-key operations on a table. */
export interface SharedExports {
  tableCreate(seedLow: number, seedHigh: number, hint: number): number
  tableCreateBytes(seedLow: number, seedHigh: number, hint: number, keyLength: number, valueSize: number): number
  tableKeyLength(table: number): number
  tableSlotSize(table: number): number
  stageLongKey(n: number): number
  batchRegion(): number
  batchSawMissing(): number
  readonly batchCapacity: WebAssembly.Global
  rangesRegion(): number
  readonly rangesBytes: WebAssembly.Global
  readonly rangesCapacity: WebAssembly.Global
  partitionKeys(table: number, n: number, inserted: number): number
  partitionRegion(n: number): number
  partitionRelease(region: number): void
  partitionFrom(bits: number): void
  wasFound(): number
  tableClear(table: number): void
  tableDestroy(table: number): void
  tableCount(table: number): number
  tableGeneration(table: number): number
  tableBits(table: number): number
  tableBuckets(table: number): number
  tableBaseBits(table: number): number
  tableOverflow(table: number): number
  tableOldBuckets(table: number): number
  tableEvacuated(table: number): number
  tableBytes(table: number): number
  tableAddress(table: number): number
  tableSetWords(table: number, a: bigint, b: bigint, c: bigint): void
  heapUsed(): number
  heapUsedKiB(): number
  heapBudget(allocations: number): void
  incrementStatus(): number
  incrementSum(): number
  incrementSum64(): bigint
  groupMatchTopHash(w0: number, w1: number, w2: number, w3: number, top: number): number
  groupMatchEmpty(w0: number, w1: number, w2: number, w3: number): number
  groupMatchFull(w0: number, w1: number, w2: number, w3: number): number
  readonly abiVersion: WebAssembly.Global
  readonly stagedKey: WebAssembly.Global
  readonly stagedKeyCapacity: WebAssembly.Global
  readonly maxPackedKey: WebAssembly.Global
  readonly stageEntries: WebAssembly.Global
  readonly stageNextDone: WebAssembly.Global
  readonly stageNextSub: WebAssembly.Global
  readonly stageRest: WebAssembly.Global
}

let instance: SharedExports | undefined
const waiting: ((exports: SharedExports) => void)[] = []

/** A memory of at most `maximum` pages: of 1 GiB address space at first or, where that is refused, of what is granted. */
function memoryUpTo(maximum: number): WebAssembly.Memory | undefined {
  for (let initial = Math.min(INITIAL_PAGES, maximum); initial >= LEAST_PAGES; initial >>>= 1) {
    try {
      return new WebAssembly.Memory({ initial, maximum })
    } catch {}
  }
  return undefined
}

/** Some engines reserve the maximum: where 4 GiB are refused, the most that is granted. */
function createMemory(): WebAssembly.Memory {
  for (let maximum = MAXIMUM_PAGES; maximum >= LEAST_PAGES; maximum >>>= 1) {
    const memory = memoryUpTo(maximum)
    if (memory !== undefined) return memory
  }
  throw new RangeError('tophash: the engine refuses a memory of any size')
}

function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): SharedExports {
  const exports = instantiateSync(module, { env: { memory } }).instance.exports as unknown as SharedExports
  if (exports.abiVersion.value !== ABI_VERSION) {
    throw new TypeError(
      `init: the module is of ABI version ${exports.abiVersion.value}, this package needs ${ABI_VERSION}`,
    )
  }
  if (exports.stagedKey.value !== STAGED_KEY || exports.stagedKeyCapacity.value !== STAGED_KEY_CAPACITY) {
    throw new TypeError('init: the module and this package differ in their layout of memory')
  }
  useModule(module)
  useMemory(memory)
  bind(exports)
  instance = exports
  for (const use of waiting) use(exports)
  waiting.length = 0
  return exports
}

/** The exports of the instance, which is made now if there is none. */
export function theInstance(): SharedExports {
  return instance ?? instantiate(theModule(), createMemory())
}

/** Calls `use` with the exports as soon as there is an instance. */
export function whenInstantiated(use: (exports: SharedExports) => void): void {
  if (instance === undefined) waiting.push(use)
  else use(instance)
}

function requireOurs(module: unknown): void {
  if (!(module instanceof WebAssembly.Module)) {
    throw new TypeError('init: module must be a WebAssembly.Module, for instance of the file that tophash/wasm exports')
  }
  const names = new Set(WebAssembly.Module.exports(module).map(e => e.name))
  if (!names.has('abiVersion') || !HOT_EXPORTS.every(name => names.has(name))) {
    throw new TypeError('init: the module is not of tophash')
  }
}

/**
 * Compiles ahead of the first write, off the main thread where the engine does that.
 *
 * @param module a precompiled module of the file that `tophash/wasm` exports, for runtimes that forbid compiling bytes
 * @throws TypeError if the module is not ours or of another version, or if an instance exists already
 */
export async function init(module?: WebAssembly.Module): Promise<void> {
  if (module !== undefined) {
    requireOurs(module)
    if (instance !== undefined) throw new TypeError('init: too late for a module, a map has been written already')
    instantiate(module, createMemory())
    return
  }
  if (instance !== undefined) return
  const compiled = await compiledAhead()
  if (instance === undefined) instantiate(compiled, createMemory())
}

/** For tests: an instance with a memory of a given size. Precondition: there is no instance yet. */
export function instantiateWith(module: WebAssembly.Module, pages: number, maximum: number): SharedExports {
  if (instance !== undefined) throw new TypeError('instantiateWith: there is an instance already')
  const memory = new WebAssembly.Memory({ initial: pages, maximum })
  return instantiate(module, memory)
}
