// Chunks: blocks in a list, which overflow buckets and key records are cut from.
//
//   ┌ next chunk | the owner's | bytes ┬ payload … ┐
//   0            4             8       16

import { alloc, condemnList } from "./supply";

export const CHUNK_HEADER: usize = 16;

/** A chunk with room for `payload` bytes, at the end of a list, or 0 when memory is out. */
export function allocChunk(payload: u64): usize {
  const bytes = <u64>CHUNK_HEADER + payload;
  const chunk = alloc(bytes);
  if (!chunk) return 0;
  setNextChunk(chunk, 0);
  setOwnWord(chunk, 0);
  store<u32>(chunk, <u32>bytes, 8);
  return chunk;
}

// @ts-ignore: decorator
@inline
export function nextChunk(chunk: usize): usize {
  return load<u32>(chunk);
}
// @ts-ignore: decorator
@inline
export function setNextChunk(chunk: usize, next: usize): void {
  store<u32>(chunk, <u32>next);
}

/** What the owner of the chunk keeps with it. */
// @ts-ignore: decorator
@inline
export function ownWord(chunk: usize): usize {
  return load<u32>(chunk, 4);
}
// @ts-ignore: decorator
@inline
export function setOwnWord(chunk: usize, word: usize): void {
  store<u32>(chunk, <u32>word, 4);
}

/** Bytes of a chunk, header included. */
// @ts-ignore: decorator
@inline
export function chunkBytes(chunk: usize): u32 {
  return load<u32>(chunk, 8);
}

/** The last chunk of a list, 0 of an empty one. */
export function lastChunk(chunk: usize): usize {
  if (!chunk) return 0;
  for (let next = nextChunk(chunk); next; next = nextChunk(next)) chunk = next;
  return chunk;
}

/** The chunks of a list, which nothing refers to any more, are to be freed. A straight line. */
// @ts-ignore: decorator
@inline
export function condemnChunks(first: usize, last: usize): void {
  if (first) condemnList(first, last);
}
