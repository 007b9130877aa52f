// The key that a call is about, in three steps that all kinds of keys have in common: what was passed, its hash, and the key
// as tables hold it. A plain key is passed itself; of bytes, a descriptor is passed and the bytes are staged.

import { Table } from "../memory/header";
import { encodeKey } from "./encode";
import { hash } from "./hash";
import { hashOfStaged, stagedKey } from "./staged";

/** What was passed: the key as tables hold it or, of bytes, the descriptor dressed as one. */
// @ts-ignore: decorator
@inline
export function passedKey<A, K>(passed: A): K {
  if (isManaged<K>()) return changetype<K>(<usize>passed);
  return encodeKey<A, K>(passed);
}

// @ts-ignore: decorator
@inline
export function hashOfPassed<K>(t: Table, passed: K): u32 {
  if (isManaged<K>()) return hashOfStaged(t, <u32>changetype<usize>(passed));
  return hash<K>(t, passed);
}

/** The key, whose hash is `h`, as tables hold it. */
// @ts-ignore: decorator
@inline
export function keyOfPassed<K>(t: Table, passed: K, h: u32): K {
  if (isManaged<K>()) return changetype<K>(stagedKey(t, <u32>changetype<usize>(passed), h));
  return passed;
}
