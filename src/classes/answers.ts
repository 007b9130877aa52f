// Scalars that an operation answers with in place of a result, beside those in src/kinds.

export { STATUS_OUTGREW as OUTGREW, STATUS_OVERFLOW as OVERFLOW } from '../generated/constants.js'

/** In place of a handle: memory is out. Handles never reach it. */
export const FAILED = -1
