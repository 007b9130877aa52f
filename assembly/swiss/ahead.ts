// Loads ahead of need: see memory/loads.ts.

import { first } from "../group/group";
import { keyOffset } from "../keys/slot";
import { Bytes, valueSize } from "../keys/types";
import { Table } from "../memory/header";
import { keepLoads } from "../memory/loads";
import { matchTag } from "./control";
import { homeOf } from "./home";
import { slotAt, tagOf } from "./layout";

/** Loads from the cache lines of a group of plain keys, or the first two of one with keys of bytes. */
// @ts-ignore: decorator
@inline
export function loadHome<K, V>(group: usize): u32 {
  let sum: u32 = load<u8>(group);
  if (isManaged<K>() || sizeof<K>() + valueSize<V>() > 8) sum += load<u8>(group, 64);
  return sum;
}

/** Loads from the key record that the first matching tag leads to. Precondition: keys have records. */
// @ts-ignore: decorator
@inline
export function loadRecord<V>(t: Table, h: u32): u32 {
  const group = homeOf<Bytes, V>(t, h);
  const match = matchTag(group, tagOf<Bytes>(h));
  if (!match) return 0;
  return load<u8>(load<u32>(slotAt<Bytes, V>(t, group, first(match)) + keyOffset<Bytes, V>()));
}

/** Loads from the second and the third cache line from a group on: as in buckets/, so that they arrive together. */
// @ts-ignore: decorator
@inline
export function touchRest(group: usize): void {
  keepLoads(load<u32>(group, 64) + load<u32>(group, 128));
}
