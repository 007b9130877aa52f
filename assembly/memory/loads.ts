// Loads ahead of need. Wasm has no prefetch: what is loaded is summed up, and the sum kept, so that no compiler drops it.

let kept: u32 = 0;

// @ts-ignore: decorator
@inline
export function keepLoads(sum: u32): void {
  kept = sum;
}
