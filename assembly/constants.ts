// What callers know of the tables and the memory, in one place: compiled alone and read by the build, not shipped. Each
// number has its home elsewhere; here are only the names.

import { Table } from "./memory/header";

export { abiVersion as ABI_VERSION } from "./abi";

// The states of a slot.
export { EMPTY_ONE, EMPTY_REST, EVACUATED_EMPTY, EVACUATED_X, EVACUATED_Y, MIN_TOPHASH } from "./group/states";

// Buckets, when a table grows, and by how much.
export {
  BUCKET_SLOTS,
  BYTES_SLOTS_OFFSET,
  LOAD_FACTOR_DENOMINATOR,
  LOAD_FACTOR_NUMERATOR,
  LONGEST_CHAIN,
  MAX_B,
  MAX_PACKED_KEY,
  SLOTS_OFFSET,
} from "./buckets/layout";
export { SPARE_MIN_B } from "./buckets/supply";

// Groups, and tables of them that split. Each pair of a key and a value has its own size of slots.
export { CONTROL_BYTES as GROUP_CONTROL_BYTES, GROUP_SLOTS } from "./swiss/layout";

// Fields of a table's header, and the words of the hash of bytes behind it.
export { HASH_WORDS } from "./memory/header";
export const TABLE_COUNT: usize = offsetof<Table>("count");
export const TABLE_EPOCH: usize = offsetof<Table>("epoch");
export const TABLE_SENTINEL: usize = offsetof<Table>("sentinel");
export const TABLE_GENERATION: usize = offsetof<Table>("generation");

// Fixed addresses, and how much is there.
export {
  HEAP_START,
  STAGED_KEY,
  STAGED_KEY_CAPACITY,
  STAGE_CAPACITY,
  STAGE_ENTRIES,
  STAGE_NEXT_DONE,
  STAGE_NEXT_SUB,
  STAGE_REHASHES,
  STAGE_REST,
} from "./memory/addresses";

// Key records.
export {
  DEAD as RECORD_DEAD,
  LONG as RECORD_LONG,
  LONG_HEADER as RECORD_LONG_HEADER,
  SHORT_HEADER as RECORD_SHORT_HEADER,
} from "./keys/record";

// Scalars that a call answers with in place of a result, and why an increment did.
export { FAILED_BIGINT, STATUS_OUTGREW, STATUS_OUT_OF_MEMORY, STATUS_OVERFLOW } from "./calls/increment";
export { MISSING, MISSING_64 } from "./calls/notes";

// Tables that several threads use.
export { sharedVersion as SHARED_VERSION } from "./concurrent/abi";
export {
  ABSENT as ANSWER_ABSENT,
  GONE as ANSWER_GONE,
  NO_MEMORY as ANSWER_NO_MEMORY,
  OVERFLOW as ANSWER_OVERFLOW,
  PRESENT as ANSWER_PRESENT,
} from "./concurrent/answers";
export { THREADS as MOST_THREADS } from "./concurrent/layout";
export { ABANDONED as LOCK_ABANDONED, OWNER as LOCK_OWNER } from "./concurrent/locks";
export { REGION_CAPACITY, REGION_DONE, REGION_ENTRIES, REGION_NEXT, REGION_VALUES } from "./concurrent/region";
export { RECORD_DATA as SHARED_RECORD_DATA } from "./concurrent/records";
export { STAGING_CAPACITY } from "./concurrent/staging";
export { MEMORY_ID, THREAD_NAMES } from "./memory/addresses";
export { DESTROYED as PLAIN_DESTROYED } from "./plain/mark";
export { WIDE_KEYS as PLAIN_WIDE_KEYS } from "./plain/share";
export const TABLE_MARK: usize = offsetof<Table>("mark");

// Many keys a call.
export { BATCH_BYTES_EACH, BATCH_CAPACITY } from "./calls/many";
export { RANGES_BYTES, RANGES_CAPACITY, RANGES_SLACK } from "./calls/ranges";
export {
  PARTITION_MAX_BUCKETS_PER_KEY_BITS,
  PARTITION_MAX_KEYS,
  PARTITION_MAX_PARTS_BITS,
  PARTITION_MIN_KEYS,
  PARTITION_MIN_TABLE_BITS,
  PARTITION_PART_BITS,
} from "./calls/partition";
