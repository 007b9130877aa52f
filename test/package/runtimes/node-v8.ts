// What the contract needs of node:v8 and node:vm, in a browser that was started with a way to collect garbage.

export function setFlagsFromString(): void {}

export function runInNewContext(): never {
  throw new Error('this browser lends no garbage collector')
}
