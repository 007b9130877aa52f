// A program: the first write of a process, so many frames from the end of the stack; then others, with room.
//
// node start.js <frames>

import { Int32Map, StringMap } from '../../../src/index.js'

const frames = Number(process.argv[2])
const map = new Int32Map({ values: 'int32' })
let depth = 0
let isStopped = false

function dive(): void {
  try {
    dive()
  } catch {}
  if (depth++ !== frames) return
  try {
    map.set(1, 1)
  } catch {
    isStopped = true
  }
}

function wrongIn(): string[] {
  try {
    const first = map.get(1)
    if (first !== (isStopped ? undefined : 1) && first !== 1) return [`the first key is ${first}`]
    for (let i = 0; i < 100; i++) map.set(i, i)
    const words = new StringMap()
    for (let i = 0; i < 100; i++) words.set(`${i}`, i)
    let sum = 0
    for (const [key, value] of map) if (key === value) sum++
    return sum === 100 && map.size === 100 && words.get('77') === 77 ? [] : ['a later write is lost']
  } catch (error) {
    return [String(error)]
  }
}

dive()
console.log(JSON.stringify({ wrong: wrongIn(), calls: isStopped ? 1 : 0 }))
