// What the host does for a thread: it waits. Not with memory.atomic.wait: the baseline compiler of V8 in Node 20 loses locals
// across it.

/** Lets others work, the longer the greater `round`. */
// @ts-ignore: decorator
@external("env", "pause")
export declare function pause(round: u32): void;
