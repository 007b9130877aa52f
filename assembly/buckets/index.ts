// What the layout of buckets is to others: see ../table.ts.

export { loadHome, loadRecord } from "./ahead";
export { overflowOf } from "./bucket";
export { checkInvariants } from "./check";
export {
  addressOf,
  bitsOf,
  bucketsOf,
  evacuatedOf,
  firstSlotIn,
  formerAddressOf,
  headAt as chainAt,
  oldBucketsOf,
  overflowBucketsOf,
  slotsIn,
  tablesOf,
} from "./figures";
export { repair } from "./evacuate";
export { find, findAt as findFrom, findRarely } from "./find";
export { homeIn, homeOf, indexBits, indexOf, isPlain, maskOf, rootOf } from "./home";
export { baseBits, stage, stageRest } from "./iterate";
export { clearTable, createBytesTable, createTable, destroyTable } from "./life";
export { cloneTable, reserveTable, shrinkTable } from "./rebuild";
export { assign, remove } from "./table";
