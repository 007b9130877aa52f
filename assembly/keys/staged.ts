// The key of bytes that an operation is about. The caller writes its bytes to STAGED_KEY or, if there are more than fit
// there, to a block that `stageLongKey` returns; the operation is then given a descriptor: twice the number of bytes,
// plus 1 for strings of two bytes a character. A block is freed by the operation that it was staged for or, if that is never
// called, by the next one with so long a key.

import { STAGED_DISTANCE, STAGED_KEY, STAGED_KEY_CAPACITY } from "../memory/addresses";
import { BytesTable, Table } from "../memory/header";
import { own } from "../memory/own";
import { alloc, condemn, reap } from "../memory/supply";
import { hashBytes } from "./hash";
import { RECORD_SLACK, writeHeader } from "./record";
import { Bytes } from "./types";

/** In front of a staged key: room for a record's header. */
const MARGIN: usize = 16;

// @ts-ignore: decorator
@inline
function isInBlock(): bool {
  return load<u32>(own() + STAGED_DISTANCE) != 0;
}
function blockAt(): usize {
  return own() + STAGED_KEY + load<u32>(own() + STAGED_DISTANCE);
}
// @ts-ignore: decorator
@inline
function stagedAt(descriptor: u32): usize {
  return descriptor >> 1 <= STAGED_KEY_CAPACITY ? own() + STAGED_KEY : blockAt();
}

/** Where to write a key of `n` bytes, or 0 when memory is out. */
export function stageLongKey(n: u32): usize {
  if (isInBlock()) releaseBlock();
  const block = alloc(<u64>MARGIN + n + RECORD_SLACK);
  if (!block) return 0;
  store<u32>(own() + STAGED_DISTANCE, <u32>(block + MARGIN - (own() + STAGED_KEY)));
  return blockAt();
}

function releaseBlock(): void {
  condemn(own() + STAGED_KEY + load<u32>(own() + STAGED_DISTANCE) - MARGIN);
  store<u32>(own() + STAGED_DISTANCE, 0);
  reap();
}

/** The hash of the staged key. */
// @ts-ignore: decorator
@inline
export function hashOfStaged(t: Table, descriptor: u32): u32 {
  return hashBytes(changetype<BytesTable>(t), stagedAt(descriptor), descriptor);
}

/** The staged key, whose hash is `h`, as tables hold it. */
// @ts-ignore: decorator
@inline
export function stagedKey(t: Table, descriptor: u32, h: u32): Bytes {
  if (changetype<BytesTable>(t).keyLength) return changetype<Bytes>(stagedAt(descriptor));
  return changetype<Bytes>(writeHeader(stagedAt(descriptor), descriptor, h));
}

/** After an operation: the staged key is no longer needed. */
// @ts-ignore: decorator
@inline
export function releaseKey<K>(): void {
  if (isManaged<K>()) {
    if (isInBlock()) releaseBlock();
  }
}

/** Whether the key of the last `get` was there, for callers that got what looks like "missing". */
let found: bool = false;

export function wasFound(): u32 {
  return found ? 1 : 0;
}

// @ts-ignore: decorator
@inline
export function finishGet<K>(isThere: bool): void {
  if (isManaged<K>()) {
    found = isThere;
    releaseKey<K>();
  }
}
