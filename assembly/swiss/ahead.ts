// Loads ahead of need: see memory/loads.ts.

import { first } from "../group/group";
import { keyOffset } from "../keys/slot";
import { Bytes } from "../keys/types";
import { Table } from "../memory/header";
import { keepLoads } from "../memory/loads";
import { matchTag } from "./control";
import { homeOf } from "./home";
import { groupSize, slotAt, tagOf } from "./layout";

const LINE: usize = 64;

/** Loads from the cache lines of a group, or from the first two of one with packed keys. */
// @ts-ignore: decorator
@inline
export function loadHome<K, V>(t: Table, group: usize): u32 {
  const sum: u32 = load<u8>(group);
  return groupSize<K, V>(t) > LINE ? sum + load<u8>(group, LINE) : sum;
}

/** Loads from the key record that the first matching tag leads to. Precondition: keys have records. */
// @ts-ignore: decorator
@inline
export function loadRecord<V>(t: Table, h: u32): u32 {
  const group = homeOf<Bytes, V>(t, h);
  const match = matchTag(group, tagOf<Bytes>(h));
  if (!match) return 0;
  return load<u8>(load<u32>(slotAt<Bytes, V>(t, group, first(match)) + keyOffset<Bytes, V>(t)));
}

/** Loads from the second and the third cache line of a group, if there are any: as in buckets/, so that they arrive together. */
// @ts-ignore: decorator
@inline
export function touchRest<K, V>(t: Table, group: usize): void {
  if (groupSize<K, V>(t) > LINE) keepLoads(load<u32>(group, LINE) + load<u32>(group, 2 * LINE));
}
