// The table layout of this build. Operations on keys, and everything that is exported, know a table by what is here.
//
// There is one layout, that of Go up to 1.23.

export { keepLoads, loadBucket, loadRecord } from "./buckets/ahead";
export { bucketAt, overflowOf, setValue, valueAt } from "./buckets/bucket";
export { checkInvariants } from "./buckets/check";
export { repair } from "./buckets/evacuate";
export { find, findAt, findRarely } from "./buckets/find";
export { formerOf, isRehashing } from "./buckets/former";
export { chainAt, homeOf } from "./buckets/home";
export { baseBits, stage, stageRest } from "./buckets/iterate";
export { clearTable, createBytesTable, createTable, destroyTable } from "./buckets/life";
export { cloneTable, reserveTable, shrinkTable } from "./buckets/rebuild";
export { ASSIGN_BITS, ASSIGN_NEW, ASSIGN_OUTGREW, assign, remove } from "./buckets/table";
