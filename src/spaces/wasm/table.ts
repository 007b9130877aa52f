// What the spaces over Wasm take for a table and a key.

/** The address of a table's header. */
export type Table = number

/** The descriptor of a staged key. */
export type Staged = number

/** What staging a key answers: a descriptor, or what says that there is none. */
export type Probed = number
