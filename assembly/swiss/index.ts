// What this layout is to others: see ../table.ts.

export { loadHome, loadRecord } from "./ahead";
export { checkInvariants } from "./check";
export {
  addressOf,
  bitsOf,
  bucketsOf,
  chainAt,
  evacuatedOf,
  firstSlotIn,
  formerAddressOf,
  oldBucketsOf,
  overflowBucketsOf,
  overflowOf,
  slotsIn,
  tablesOf,
} from "./figures";
export { find, findFrom } from "./find";
export { bytesOf } from "./former";
export { homeIn, homeOf, indexBits, indexOf, isPlain, maskOf, rootOf } from "./home";
export { baseBits, stage, stageRest } from "./iterate";
export { clearTable, createBytesTable, createTable, destroyTable } from "./life";
export { cloneTable, reserveTable, shrinkTable } from "./rebuild";
export { assign, remove } from "./table";
