// Tables that end while others use them: memory is freed once, by the last one, and nobody touches it afterwards.

import { IDENTITY } from '../swiss/hashes.js'
import type { Deed } from './deeds.js'
import { HEAP_LOCK, HEAP_START, HEAP_UNFINISHED, HEAP_USED, TABLES } from './layout.js'
import type { Outcome } from './machine.js'
import { keyAt, type Scenario, type Stage } from './scenario.js'
import { chain, FOUR } from './tables.js'

const entries = chain(0, 8)
const K = entries[0]![0]
const NINTH = keyAt(0x20, 0)
const CLASS = 1

/** The checker and the thread that prepares let go of the table. From then on accesses are watched. */
async function letGo(stage: Stage): Promise<void> {
  const { machine, world, exports } = stage
  exports.tableDetach!(world.table)
  await machine.call(stage.ghost, 'tableDetach', world.table)
  machine.watch = (thread, address) => {
    if (address < HEAP_START || machine.words[HEAP_LOCK >>> 2] === machine.ids[thread]! + 1) return undefined
    const isFreed = machine.words[HEAP_USED >>> 2] === stage.usedBefore
    if (!isFreed && machine.words[HEAP_UNFINISHED >>> 2] !== world.table) return undefined
    return `thread ${thread} is at ${address}, which is free`
  }
}

/** All is freed, and each answer is one of those that there can be. */
function judge(stage: Stage, { events, hasDied }: Outcome): string[] {
  const { exports, machine, usedBefore } = stage
  if (hasDied) {
    exports.recoverThread!(machine.ids[stage.scenario.mortal!])
    // If it died before it had destroyed the table, somebody else does.
    if (machine.words[TABLES >>> 2] !== 0) {
      exports.tableDestroy!(stage.world.table)
      exports.tableDetach!(stage.world.table)
    }
    // What it was about to free is freed with the next allocation.
    const next = exports.create!(CLASS, 0, ...IDENTITY)
    exports.tableDestroy!(next)
    exports.tableDetach!(next)
  }
  const problems = events.flatMap(({ call, result, end }) => {
    const may = (call as Answering).answers
    const answer = typeof result === 'object' && result !== null ? (result as { status: number }).status : result
    return may === undefined || end === Number.POSITIVE_INFINITY || may.includes(answer as number)
      ? []
      : [`${call.name} answers ${answer}`]
  })
  const used = exports.heapUsed!()
  if (used !== usedBefore) problems.push(`${used - usedBefore} bytes are left`)
  if (machine.words[TABLES >>> 2] !== 0) problems.push('the table is still listed')
  return problems
}

interface Answering extends Deed {
  answers?: readonly unknown[]
}
const answering = (deed: Deed, ...answers: unknown[]): Answering => ({ ...deed, answers })

/** Attaches to the table, looks a key up if it is there, and lets go of it. */
const visit = ({ world }: Stage): Answering => ({
  name: 'attach, get, detach',
  keys: [],
  answers: ['no table', 110 + 6, -1],
  step: (_, value) => value,
  async run(_, call) {
    if (!(await call('attach', world.table, world.serial, CLASS))) return 'no table'
    const value = await call('get', world.table, K, -1)
    await call('tableDetach', world.table)
    return value
  },
})

const ending = (name: string, threads: Scenario['threads'], more: Partial<Scenario> = {}): Scenario => ({
  name,
  hint: FOUR,
  entries,
  prepare: letGo,
  threads,
  judge,
  bound: 3,
  ...more,
})

export const LIVES: readonly Scenario[] = [
  ending('destroy | read and write', (d, { world }) => [
    [d.other('tableDestroy', world.table), d.other('tableDetach', world.table)],
    [
      answering(d.get(K), 116, -1),
      answering(d.set(K, 2), 1, -2),
      answering(d.has(K), 1, -2),
      d.other('tableDetach', world.table),
    ],
  ]),
  ending(
    'destroy | insert that needs memory',
    (d, { world }) => [
      [d.other('tableDestroy', world.table), d.other('tableDetach', world.table)],
      [answering(d.set(NINTH, 2), 0, -2), d.other('tableDetach', world.table)],
    ],
    { bound: 2 },
  ),
  ending(
    'destroy | insert that grows',
    (d, { world }) => [
      [d.other('tableDestroy', world.table), d.other('tableDetach', world.table)],
      [answering(d.set(NINTH, 2), 0, -2), d.other('tableDetach', world.table)],
    ],
    { bound: 2, hint: 0 },
  ),
  ending(
    'destroy | attach',
    (d, stage) => [
      [d.other('tableDestroy', stage.world.table), d.other('tableDetach', stage.world.table)],
      [visit(stage)],
    ],
    {
      prepare: async stage => {
        await stage.machine.call(1, 'tableDetach', stage.world.table)
        await letGo(stage)
      },
    },
  ),
  ending('destroy | leave', (d, { world }) => [
    [answering(d.get(K), 116, -1), d.other('leaveThread')],
    [d.other('tableDestroy', world.table), d.other('tableDetach', world.table)],
  ]),
  ending(
    'destroy, by two | clear',
    (d, { world }) => [
      [d.other('tableDestroy', world.table), d.other('tableDetach', world.table)],
      [d.other('tableDestroy', world.table), d.other('tableDetach', world.table)],
      [answering(d.clear([K]), 1, -2), d.other('tableDetach', world.table)],
    ],
    { bound: 1 },
  ),
  ...['destroy', 'detach'].map(what =>
    ending(
      `death in a ${what} | use`,
      (d, { world }) => {
        const end = [d.other('tableDestroy', world.table), d.other('tableDetach', world.table)]
        const use = [answering(d.get(K), 116, -1), d.other('tableDetach', world.table)]
        return what === 'destroy' ? [end, use] : [use, end]
      },
      {
        mortal: 0,
        bound: 2,
        prepare: async stage => {
          await stage.machine.call(2, 'tableDetach', stage.world.table)
          await letGo(stage)
        },
      },
    ),
  ),
]
