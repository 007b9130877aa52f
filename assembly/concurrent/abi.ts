// What is exported once, whatever the kind of keys and values.

import { MEMORY_ID } from "../memory/addresses";
import { heapUsed } from "../memory/heap";
import { tableAt } from "./layout";
import { destroy, detach } from "./life";
import { manyStatus } from "./many";
import { recoverThread, leaveThread } from "./recover";
import { hasRegion, region } from "./region";
import { releaseLonger, stageLonger, threadStaging } from "./staging";
import { found } from "./table";
import { enterThread, noteDead } from "./threads";

export { lockCreate, lockDestroy, lockExists, lockSerial } from "./locks";
export * from "./sight";
export { enterThread, heapUsed, leaveThread, noteDead, recoverThread, releaseLonger, stageLonger, threadStaging };

/** Changes with every incompatible change of the exports, or of what is in the memory: threads of other versions are refused. */
export const sharedVersion: i32 = 1;

/** Where 16 random bytes are that tell one memory from another. */
export const memoryId: usize = MEMORY_ID;

export function tableDestroy(t: usize): void {
  destroy(tableAt(t));
}
export function tableDetach(t: usize): void {
  detach(tableAt(t));
}

/** The value that the last operation of this thread found, by the type it is passed as. */
export function foundU32(): u32 {
  return <u32>found;
}
export function foundF32(): f32 {
  return reinterpret<f32>(<u32>found);
}
export function foundF64(): f64 {
  return reinterpret<f64>(found);
}
export function foundI64(): u64 {
  return found;
}

/** Why the last call for many keys ended early. */
export function statusOfMany(): i32 {
  return manyStatus;
}
/** Where this thread exchanges many keys and values; 0 if there is no memory for it. */
export function threadRegion(): usize {
  return hasRegion() ? region : 0;
}
