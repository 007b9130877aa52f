// A number of its own in each map and set, under a symbol that nobody lists. What compares objects by their fields, as
// assert.deepStrictEqual does, would find all maps equal, since it sees no others: now it finds none equal.

export const MARK: unique symbol = Symbol('tophash.mark')

let last = 0

export function nextMark(): number {
  return ++last
}
