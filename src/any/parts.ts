// The tables that a HashMap or HashSet is made of, and which of them a key belongs to.

import { asIntN } from '../basics/builtins.js'
import type { Layout, LayoutName } from '../spaces/layouts/layout.js'

export type Part = 'Int32' | 'Float64' | 'BigInt64' | 'String'

/** A typed map or set. */
export interface PartTable {
  has(key: unknown): boolean
  delete(key: unknown): boolean
  // Of maps.
  get?(key: unknown): unknown
  set?(key: unknown, value: unknown): unknown
  increment?(key: unknown, by: unknown): unknown
  // Of sets.
  add?(key: unknown): unknown
}

/** The typed classes of a space, maps or sets, and how their tables are laid out. */
export interface PartClasses extends Record<Part, new (options: object) => PartTable> {
  layoutOf(name: LayoutName): Layout
}

export const PARTS: readonly Part[] = ['Int32', 'Float64', 'BigInt64', 'String']

/** Whether a table of 64-bit integers can hold it. */
export function isBigInt64(key: unknown): boolean {
  return typeof key === 'bigint' && asIntN(64, key) === key
}

/** The table that a key belongs to, undefined if that is none. */
export function partOf(key: unknown): Part | undefined {
  if (typeof key === 'number') return (key | 0) === key ? 'Int32' : 'Float64'
  if (typeof key === 'string') return 'String'
  return isBigInt64(key) ? 'BigInt64' : undefined
}
