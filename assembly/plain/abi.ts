// What is exported once for ordinary tables that several threads share, whatever the kind. What only reads a number of the
// header looks at no mark.

import { tableAt } from "../memory/header";
import { clearTable } from "../table";
import { endWrite, requireThere, writing } from "./mark";

export { enter } from "./area";
export {
  attach,
  destroy,
  detach,
  forget,
  isDestroyed,
  keyLengthOf,
  kindOf,
  placeIn as placeOf,
  serialOf,
  share,
} from "./share";
export {
  heapUsed,
  seedEntropy,
  stageLongKey,
  tableAddress,
  tableBaseBits,
  tableBits,
  tableBuckets,
  tableBytes,
  tableCreate,
  tableCreateBytes,
  tableDestroy,
  tableEvacuated,
  tableFirstSlot,
  tableFormer,
  tableKeyLength,
  tableOldBuckets,
  tableOverflow,
  tableRehashes,
  tableSetWords,
  tableSlotSize,
  tableSlots,
  wasFound,
} from "../abi";

/** Entries: as in Go, nobody is told who asks while another thread writes. */
export function tableCount(table: usize): u32 {
  requireThere(table);
  return tableAt(table).count;
}
export function tableGeneration(table: usize): u32 {
  requireThere(table);
  return tableAt(table).generation;
}
/** Notes that a value is what callers take for "missing", for calls for many keys. */
export function tableNoteMissing(table: usize): void {
  writing(table).sentinel = 1;
  endWrite(table);
}
/** Frees the entries; the header stays. */
export function tableClear(table: usize): void {
  clearTable(writing(table));
  endWrite(table);
}

/** How large the memory is, in pages: callers may not have heard of the last ones yet. */
export function memoryPages(): u32 {
  return <u32>memory.size();
}
