// Counts the words of a big file in workers, all of them in one map: `tsx examples/word-count.ts file [how-many] [workers]`.

import { openSync, readSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { argv, execArgv } from 'node:process'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { ConcurrentStringMap, SharedHeap } from 'tophash/shared'

const PIECE = 2 ** 20

/** The next place from `at` on that is behind a space or a line break, or the end. */
function boundary(file: number, at: number, size: number): number {
  const byte = new Uint8Array(1)
  while (at > 0 && at < size && readSync(file, byte, 0, 1, at - 1) === 1 && byte[0] !== 0x20 && byte[0] !== 0x0a) at++
  return Math.min(at, size)
}

/** Counts the words of a part of a file, a piece at a time. */
function countPart(counts: ConcurrentStringMap, name: string, from: number, to: number): void {
  const file = openSync(name, 'r')
  const buffer = new Uint8Array(PIECE)
  const decoder = new TextDecoder()
  let rest = ''
  for (let at = from; at < to; ) {
    const n = readSync(file, buffer, 0, Math.min(PIECE, to - at), at)
    if (n === 0) break
    at += n
    const text = rest + decoder.decode(buffer.subarray(0, n), { stream: at < to })
    const end = at < to ? Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n')) + 1 : text.length
    rest = text.slice(end)
    const whole = text.slice(0, end).toLowerCase()
    for (const [word] of whole.matchAll(/\p{L}+/gu)) counts.increment(word)
  }
}

/** The most frequent words of a file, and how often each occurs. */
async function mostFrequent(name: string, howMany: number, workers: number): Promise<[word: string, count: number][]> {
  const heap = new SharedHeap()
  const counts = new ConcurrentStringMap({ heap, values: 'uint32' })
  const { size } = statSync(name)
  const file = openSync(name, 'r')
  const parts = Array.from({ length: workers }, (_, i) => {
    const [from, to] = [i, i + 1].map(part => boundary(file, Math.floor((size * part) / workers), size))
    const worker = new Worker(new URL(import.meta.url), {
      workerData: { handle: counts.handle, name, from, to },
      execArgv,
    })
    heap.watch(worker)
    return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject))
  })
  await Promise.all(parts)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, howMany)
}

if (isMainThread) {
  const [name = 'README.md', howMany = '10', workers = `${availableParallelism()}`] = argv.slice(2)
  for (const [word, count] of await mostFrequent(name, Number(howMany), Number(workers))) console.log(count, word)
} else {
  const { handle, name, from, to } = workerData
  countPart(ConcurrentStringMap.attach(handle), name, from, to)
}
