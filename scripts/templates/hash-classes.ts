// HashMap, HashSet and the functions over columns, over the typed classes of one backend.

import { GENERATED } from './class.js'

export function hashClasses(): string {
  return `${GENERATED}
import { columns, type IdMapClasses } from '../../classes/columns.js'
import { type HashMap as AnyMap, hashMap } from '../../classes/hash-map.js'
import { type HashSet as AnySet, hashSet } from '../../classes/hash-set.js'
import * as classes from './index.js'

/** A map of any keys: behaves as \`Map\` does in all but the order of entries, also while they change. */
export const HashMap = /* @__PURE__ */ hashMap({
  Int32: classes.Int32Map,
  Float64: classes.Float64Map,
  BigInt64: classes.BigInt64Map,
  String: classes.StringMap,
})
export type HashMap<K = any, V = any> = AnyMap<K, V>

/** A set of any keys: behaves as \`Set\` does in all but the order of keys, also while they change. */
export const HashSet = /* @__PURE__ */ hashSet({
  Int32: classes.Int32Set,
  Float64: classes.Float64Set,
  BigInt64: classes.BigInt64Set,
  String: classes.StringSet,
})
export type HashSet<K = any> = AnySet<K>

const ID_MAPS = {
  columns: [classes.Int32Map, classes.Uint32Map, classes.Float64Map, classes.BigInt64Map, classes.BigUint64Map],
  strings: classes.StringMap,
  any: HashMap,
} as unknown as IdMapClasses

export const { indexMany, joinMany } = /* @__PURE__ */ columns(ID_MAPS)
`
}
