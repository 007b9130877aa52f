// Threads that take turns: instances over one shared memory, each a program of operations, of which one runs at a time. Before
// an access the schedule may let another one go on: the instance is suspended (JSPI) where it is.
//
// A schedule is a list of choices, one at each place where there was more than one thing to do:
// - which thread is the first, and which goes on when one has ended or waits: no preemption;
// - before an access to a word that others access, too, and somebody writes: to go on (0), or to let another thread do so;
// - in a thread that may die, at each place where V8 can stop one: to go on (0), or to die.
// To preempt at other accesses gives no other results: what is between there and the next word in common does not depend
// on anybody. Which words those are is learned from run to run.

import { ATOMIC, STOP, WRITE } from './instrument.js'
import { HEAP_LOCK } from './layout.js'

interface Jspi {
  Suspending: new (imported: (...args: number[]) => unknown) => object
  promising(exported: unknown): (...args: unknown[]) => Promise<unknown>
}
const jspi = WebAssembly as unknown as Jspi

/** Whether the engine can suspend Wasm. */
export const canSuspend = typeof jspi.Suspending === 'function'

export type Exports = Record<string, (...args: any[]) => any>

/** What a thread does in one go: calls of exports, each of which may be suspended. */
export interface Call {
  name: string
  run(exports: Exports, call: (name: string, ...args: unknown[]) => Promise<any>): Promise<unknown>
}

/** A call of a run: when it began and ended, on the run's own clock, and its result; a call that was cut has no end. */
export interface Event {
  thread: number
  call: Call
  start: number
  end: number
  result: unknown
}

/** After so many steps: a preemption for a thread, a turn to one when nobody runs, or a death. */
export type Turn = readonly [step: number, kind: 'preempt' | 'turn' | 'die', to: number]

export type Program = readonly Call[]

export interface Outcome {
  events: Event[]
  /** What went wrong in the run itself. */
  failure: string | undefined
  /** Choices that were made, and out of how many. */
  choices: number[]
  widths: number[]
  /** What came of them: with it, the same run can be had again whatever is known of words in common. */
  turns: Turn[]
  steps: number
  /** Whether the mortal thread has died. */
  hasDied: boolean
}

const FRESH = 0
const READY = 1
const RUNNING = 2
const WAITING = 3
const DONE = 4
const DEAD = 5
/** Not there before another thread has died. */
const DORMANT = 6

const PAGES = 2
const MOST_STEPS = 20_000
/** How often threads that wait for each other look again while nobody writes. */
const PATIENCE = 3
const GRANULES = (PAGES * 65536) >>> 3

class Thread {
  state = FRESH
  resume: () => void = () => {}
  unwind: (error: Error) => void = () => {}
  execution: Promise<void> | undefined
  /** Writes there had been when it began to wait, and how often it has looked since. */
  waitedAt = 0
  looks = 0
  exports!: Exports
  readonly promising = new Map<string, (...args: unknown[]) => Promise<unknown>>()
}

export class Machine {
  readonly memory = new WebAssembly.Memory({
    initial: PAGES,
    maximum: PAGES,
    shared: true,
  } as WebAssembly.MemoryDescriptor)
  /** Never preempted: prepares and checks. */
  readonly checker: Exports
  readonly words = new Uint32Array(this.memory.buffer)
  /** Called before each access of a thread, for what only one scenario can tell. Answers what is wrong. */
  watch: ((thread: number, address: number) => string | undefined) | undefined
  /** What is called in place of an export. */
  translate: ((thread: number, name: string, args: unknown[]) => [name: string, args: unknown[]]) | undefined
  /** The thread that may die, and the one that begins when it has. */
  mortal = -1
  reaper = -1
  /** By granule of 8 bytes: who has read it, who has written it, and whether it is a place to preempt. */
  readonly readers = new Uint8Array(GRANULES)
  readonly writers = new Uint8Array(GRANULES)
  readonly inCommon = new Uint8Array(GRANULES)
  private readonly threads: Thread[]
  private image: BigUint64Array<ArrayBuffer> | undefined
  private isOn = false
  private programs: readonly Program[] = []
  private prefix: readonly number[] = []
  private script: readonly Turn[] | undefined
  private outcome!: Outcome
  private left = 0
  private clock = 0
  private writes = 0
  private finish: () => void = () => {}

  constructor(module: WebAssembly.Module, threads: number) {
    const plain = {
      model: { before: () => this.inChecker(), wrote() {} },
      env: { memory: this.memory, pause: () => this.blocked() },
    }
    this.threads = Array.from({ length: threads }, () => new Thread())
    for (const [i, thread] of this.threads.entries()) {
      const before = new jspi.Suspending((address, bits) => this.before(i, address!, bits!))
      const pause = new jspi.Suspending(() => this.pause(i))
      const imports = { model: { before, wrote: () => this.writes++ }, env: { memory: this.memory, pause } }
      thread.exports = new WebAssembly.Instance(module, imports as unknown as WebAssembly.Imports).exports as Exports
    }
    this.checker = new WebAssembly.Instance(module, plain).exports as Exports
  }

  private checkerSteps = 0
  private inChecker(): void {
    if (++this.checkerSteps > 10 * MOST_STEPS) throw new Error('what the checker calls does not end')
  }
  private blocked(): never {
    throw new Error('what the checker calls waits for ever')
  }

  /** Calls an export of a thread outside of a run. */
  call(thread: number, meant: string, ...meantWith: unknown[]): Promise<any> {
    const { promising, exports } = this.threads[thread]!
    const [name, args] = this.translate?.(thread, meant, meantWith) ?? [meant, meantWith]
    const call = promising.get(name) ?? jspi.promising(exports[name])
    promising.set(name, call)
    return call(...args)
  }

  /** Calls an export of a thread and leaves it where it is as soon as `isEnough`, for good. */
  abandon(thread: number, name: string, args: unknown[], isEnough: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.abandoned = { thread, isEnough, resolve }
      this.call(thread, name, ...args).then(() => reject(new Error('it was done before that')), reject)
    })
  }
  private abandoned: { thread: number; isEnough: () => boolean; resolve: () => void } | undefined

  /** What is in memory now is what each run begins with. */
  keep(): void {
    this.image = new BigUint64Array(this.memory.buffer, 0, GRANULES).slice()
  }

  /** Makes the words in common what was learned. Whether there are new ones. */
  learn(): boolean {
    let isNew = false
    for (let g = 0; g < GRANULES; g++) {
      const w = this.writers[g]!
      const all = w | this.readers[g]!
      if (w === 0 || (all & (all - 1)) === 0 || this.inCommon[g] === 1) continue
      this.inCommon[g] = 1
      isNew = true
    }
    return isNew
  }

  /** Runs programs, one a thread, as they ran before. */
  repeat(programs: readonly Program[], script: readonly Turn[]): Promise<Outcome> {
    this.script = script
    return this.run(programs, [], 0).finally(() => {
      this.script = undefined
    })
  }

  /** Runs programs by a schedule; where that ends, nobody is preempted. */
  async run(programs: readonly Program[], prefix: readonly number[], preemptions: number): Promise<Outcome> {
    if (!this.image) throw new Error('nothing to begin with')
    new BigUint64Array(this.memory.buffer, 0, GRANULES).set(this.image)
    this.programs = programs
    this.prefix = prefix
    this.left = preemptions
    this.outcome = {
      events: [],
      failure: undefined,
      choices: [],
      widths: [],
      steps: 0,
      turns: [],
      hasDied: false,
    }
    this.clock = this.writes = this.checkerSteps = 0
    for (const [i, thread] of this.threads.entries()) {
      thread.state = i >= programs.length ? DONE : i === this.reaper ? DORMANT : FRESH
      thread.looks = 0
    }
    this.isOn = true
    await new Promise<void>(resolve => {
      this.finish = resolve
      this.next()
    })
    this.isOn = false
    await this.unwind()
    return this.outcome
  }

  private fail(what: string): void {
    if (!this.isOn) return
    this.outcome.failure ??= what
    this.isOn = false
    this.finish()
  }

  /** Whether the script has that next. Without a script there is a choice. */
  private scripted(kind: Turn[1]): number | undefined {
    const [step, what, to] = this.script![this.outcome.turns.length] ?? []
    return step === this.outcome.steps && what === kind ? to : undefined
  }

  private note(kind: Turn[1], to: number): void {
    this.outcome.turns.push([this.outcome.steps, kind, to])
  }

  private choose(width: number): number {
    if (width === 1) return 0
    const { choices, widths } = this.outcome
    const choice = this.prefix[choices.length] ?? 0
    if (choice >= width) throw new Error('no such schedule')
    choices.push(choice)
    widths.push(width)
    return choice
  }

  /** Threads but one that can go on. */
  private able(but: number): number[] {
    const able: number[] = []
    for (let i = 0; i < this.threads.length; i++) {
      const { state, waitedAt } = this.threads[i]!
      if (i === but) continue
      if (state === FRESH || state === READY || (state === WAITING && waitedAt !== this.writes)) able.push(i)
    }
    return able
  }

  /** Suspends a thread until it is its turn again. */
  private suspend(i: number, state: number): Promise<void> {
    const thread = this.threads[i]!
    thread.state = state
    return new Promise((resolve, reject) => {
      thread.resume = resolve
      thread.unwind = reject
    })
  }

  /** Ends threads that are still suspended: engines keep their stacks until then. Nothing is executed of them. */
  private async unwind(): Promise<void> {
    const left = this.threads.filter(({ state }) => state === READY || state === WAITING || state === DEAD)
    for (const thread of left) thread.unwind(new Error('cut'))
    await Promise.all(left.map(thread => thread.execution))
  }

  private turnTo(i: number): void {
    const thread = this.threads[i]!
    const isFresh = thread.state === FRESH
    thread.state = RUNNING
    // Once whoever is suspended now is.
    void Promise.resolve().then(() => {
      if (isFresh) thread.execution = this.execute(i)
      else thread.resume()
    })
  }

  /** Lets somebody go on, when the present one cannot. */
  private next(): void {
    const able = this.able(-1)
    if (able.length > 0) {
      const to = this.script ? this.scripted('turn') : able[this.choose(able.length)]
      if (to === undefined) {
        this.fail('the script does not fit')
        return
      }
      this.note('turn', to)
      this.turnTo(to)
      return
    }
    const waiting = this.threads.findIndex(thread => thread.state === WAITING && thread.looks < PATIENCE)
    if (waiting >= 0) {
      this.threads[waiting]!.looks++
      this.turnTo(waiting)
      return
    }
    if (this.threads.some(thread => thread.state === WAITING)) this.fail('all wait for ever')
    else this.finish()
  }

  private async execute(i: number): Promise<void> {
    const { exports } = this.threads[i]!
    const call = (name: string, ...args: unknown[]) => this.call(i, name, ...args)
    try {
      for (const each of this.programs[i]!) {
        const event: Event = {
          thread: i,
          call: each,
          start: ++this.clock,
          end: Number.POSITIVE_INFINITY,
          result: undefined,
        }
        this.outcome.events.push(event)
        event.result = await each.run(exports, call)
        event.end = ++this.clock
      }
    } catch (error) {
      this.fail(`thread ${i}: ${String(error)}`)
      return
    }
    if (!this.isOn) return
    this.threads[i]!.state = DONE
    this.next()
  }

  private before(i: number, address: number, bits: number): Promise<void> | undefined {
    if (!this.isOn) return this.isAbandoned(i) ? new Promise(() => {}) : undefined
    if (++this.outcome.steps > MOST_STEPS) {
      this.fail('does not end')
      return this.suspend(i, READY)
    }
    if (address === STOP) return i === this.mortal ? this.maybeDie(i) : undefined
    const problem = this.watch?.(i, address)
    if (problem !== undefined) this.fail(problem)
    const granule = address >>> 3
    const seen = bits & WRITE ? this.writers : this.readers
    seen[granule]! |= 1 << i
    const to = this.script ? this.scripted('preempt') : this.preemptor(i, granule, bits)
    if (to !== undefined) return this.preempt(i, to)
    return undefined
  }

  /** Whoever is to go on in place of a thread before an access, if anybody is. */
  private preemptor(i: number, granule: number, bits: number): number | undefined {
    if (this.left === 0 || this.inCommon[granule] === 0 || !this.isPlace(i, bits)) return undefined
    const able = this.able(i)
    return able[this.choose(1 + able.length) - 1]
  }

  private isAbandoned(i: number): boolean {
    if (this.abandoned?.thread !== i || !this.abandoned.isEnough()) return false
    this.abandoned.resolve()
    this.abandoned = undefined
    return true
  }

  /** With the lock of the heap, what is plain is nobody else's. */
  private isPlace(i: number, bits: number): boolean {
    return (bits & ATOMIC) !== 0 || this.words[HEAP_LOCK >>> 2] !== this.ids[i]! + 1
  }
  /** Numbers of the threads in the memory. */
  readonly ids: number[] = []

  private preempt(i: number, to: number): Promise<void> {
    this.left--
    this.note('preempt', to)
    const turn = this.suspend(i, READY)
    this.turnTo(to)
    return turn
  }

  private maybeDie(i: number): Promise<void> | undefined {
    if (this.outcome.hasDied) return undefined
    if (this.script ? this.scripted('die') === undefined : this.choose(2) === 0) return undefined
    this.outcome.hasDied = true
    this.note('die', i)
    const end = this.suspend(i, DEAD)
    if (this.reaper >= 0) this.threads[this.reaper]!.state = FRESH
    this.next()
    return end
  }

  private pause(i: number): Promise<void> | undefined {
    if (!this.isOn) return undefined
    const death = i === this.mortal ? this.maybeDie(i) : undefined
    if (death) return death
    const thread = this.threads[i]!
    if (thread.waitedAt !== this.writes) thread.looks = 0
    thread.waitedAt = this.writes
    const turn = this.suspend(i, WAITING)
    this.next()
    return turn
  }
}
