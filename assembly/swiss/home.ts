// Where a key lives: the place in the directory, its table, its home group, and where a search goes on from there.
//
// The probe sequence is triangular: the groups home, home + 1, home + 3, home + 6, …, modulo 2^B, are all groups of a table.

import { Table } from "../memory/header";
import { PLACE_BITS, PLACE_SIZE, groupAt, homePosition, own, scale, tableBits } from "./layout";

/** The place of a hash in the directory. */
// @ts-ignore: decorator
@inline
export function placeOf(t: Table, h: u32): usize {
  return own(t).directory + (h & own(t).mask);
}
/** The groups of the table at a place. */
// @ts-ignore: decorator
@inline
export function groupsAt(place: usize): usize {
  return load<u32>(place);
}
// @ts-ignore: decorator
@inline
export function maskAt(place: usize): u32 {
  return load<u32>(place, 4);
}
// @ts-ignore: decorator
@inline
export function setPlace(place: usize, groups: usize, mask: u32): void {
  store<u32>(place, <u32>groups);
  store<u32>(place, mask, 4);
}

/** Bytes of the directory between two places of the table at offset `at`. Its depth, the number of bits that select it, is
 * not kept anywhere: the places of a table of depth d are those with equal low d bits. */
export function stepAt(t: Table, at: u32): u32 {
  const directory = own(t).directory;
  const groups = groupsAt(directory + at);
  let step = own(t).mask + PLACE_SIZE;
  while (step > PLACE_SIZE && groupsAt(directory + (at ^ (step >>> 1))) == groups) step >>>= 1;
  return step;
}

/** The home group of a key with hash `h`. */
// @ts-ignore: decorator
@inline
export function homeOf<K, V>(t: Table, h: u32): usize {
  return homeIn<K, V>(t, own(t).directory, own(t).mask, h);
}

/** The position after the `step`th. All groups have been met when `step` exceeds the mask. */
// @ts-ignore: decorator
@inline
export function nextPosition(position: u32, step: u32, mask: u32): u32 {
  return (position + step) & mask;
}
/** What a step is longer than the one before it, and how long the first one is. */
// @ts-ignore: decorator
@inline
export function stride<K, V>(): u32 {
  return <u32>1 << scale<K, V>();
}

// For loops over many keys: what `homeOf` reads of the header, once for all of them.

// @ts-ignore: decorator
@inline
export function isPlain(t: Table): bool {
  return true;
}
// @ts-ignore: decorator
@inline
export function rootOf(t: Table): usize {
  return own(t).directory;
}
// @ts-ignore: decorator
@inline
export function maskOf(t: Table): u32 {
  return own(t).mask;
}
// @ts-ignore: decorator
@inline
export function homeIn<K, V>(t: Table, root: usize, mask: u32, h: u32): usize {
  const place = root + (h & mask);
  return groupAt<K, V>(t, groupsAt(place), homePosition<K, V>(h, maskAt(place)));
}

// For dividing keys by where they are. Tables are where the heap had room for them, but those that split from one are near.

/** How many bits an index has. Only plain keys are divided. */
// @ts-ignore: decorator
@inline
export function indexBits(t: Table): u32 {
  return popcnt(own(t).mask) + tableBits<u32>();
}
// @ts-ignore: decorator
@inline
export function indexOf(t: Table, h: u32): u32 {
  return ((h & own(t).mask) << (tableBits<u32>() - PLACE_BITS)) | (h >>> (32 - tableBits<u32>()));
}
