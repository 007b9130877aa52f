// HashMap and HashSet over the typed classes of the twin.

import { type HashMap as Map, hashMap } from '../classes/hash-map.js'
import { type HashSet as Set, hashSet } from '../classes/hash-set.js'
import * as classes from '../generated/reference/index.js'

/** A map of any keys: behaves as `Map` does in everything but the order of entries. */
export const HashMap = /* @__PURE__ */ hashMap({
  Int32: classes.Int32Map,
  Float64: classes.Float64Map,
  BigInt64: classes.BigInt64Map,
  String: classes.StringMap,
})
export type HashMap<K = any, V = any> = Map<K, V>

/** A set of any keys: behaves as `Set` does in everything but the order of keys. */
export const HashSet = /* @__PURE__ */ hashSet({
  Int32: classes.Int32Set,
  Float64: classes.Float64Set,
  BigInt64: classes.BigInt64Set,
  String: classes.StringSet,
})
export type HashSet<K = any> = Set<K>
