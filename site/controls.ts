// Wires the controls of the table to the explorer.

import type { BackendName } from './backends.js'
import { announce, byId, make, setText } from './dom.js'
import type { Explorer } from './explorer.js'
import type { Source } from './model/feed.js'
import { KEY_KINDS, type Key, type KeyKind, type KeyName } from './model/keys.js'
import type { TableOptions } from './model/snapshot.js'
import { Player, SPEEDS } from './player.js'
import type { Drawing } from './view/drawing.js'

const SOURCE_NOTES: Record<Source, string> = {
  random: '',
  sequential: 'One after the other: as good as random ones, since the hash spreads them.',
  hostile:
    'Found by trying, with the secret words in sight: their hashes end alike. Who does not see the words cannot do this.',
  twins:
    'Their tophash is the same too, so that every comparison is needed. In tables that split they have one home group, and go on from there.',
}
const MOST_CAPACITY = 200_000

/** The key in a field, or undefined after saying what is wrong with it. */
export function keyIn(keys: KeyKind, input: HTMLInputElement, problem: HTMLElement): Key | undefined {
  const key = keys.parse(input.value)
  return checked(input, problem, key !== undefined, keys.wanted) ? key : undefined
}

function checked(input: HTMLInputElement, problem: HTMLElement, isGood: boolean, text: string): boolean {
  setText(problem, isGood ? '' : text)
  input.setAttribute('aria-invalid', String(!isGood))
  if (!isGood) input.focus()
  return isGood
}

function seedIn(input: HTMLInputElement): bigint | undefined {
  const text = input.value.trim()
  const seed = /^(\d+|0x[0-9a-f]+)$/i.test(text) ? BigInt(text) : -1n
  const isSeed = seed >= 0n && seed < 2n ** 64n
  return checked(input, byId('seed-problem'), isSeed, 'An integer from 0 to 2⁶⁴ − 1, please.') ? seed : undefined
}

function capacityIn(input: HTMLInputElement): number | undefined {
  const capacity = input.value.trim() === '' ? 0 : Number(input.value)
  const isGood = Number.isInteger(capacity) && capacity >= 0 && capacity <= MOST_CAPACITY
  return checked(input, byId('capacity-problem'), isGood, 'An integer from 0 to 200,000, please.')
    ? capacity
    : undefined
}

function chosenKeys(): KeyName {
  return byId<HTMLSelectElement>('kind').value as KeyName
}

/** The options that the fields ask for, or undefined if one of them is wrong. */
export function optionsIn(): TableOptions | undefined {
  const seed = seedIn(byId<HTMLInputElement>('seed'))
  if (seed === undefined) return undefined
  const capacity = capacityIn(byId<HTMLInputElement>('capacity'))
  return capacity === undefined ? undefined : { keys: chosenKeys(), seed, capacity }
}

export function wireControls(explorer: Explorer, guard: (work: () => void) => void): Player {
  const player = new Player(explorer, () => {
    showPlaying(player)
    announce('Playing has stopped: the table is as large as it gets here.')
  })
  const on = (id: string, event: string, work: (event: Event) => void) =>
    byId(id).addEventListener(event, e => guard(() => work(e)))
  wireOne(explorer, on)
  wireMany(player, on)
  wireTable(explorer, player, on)
  wireBackends(explorer, guard)
  on('view', 'change', () => {
    explorer.drawing = byId<HTMLSelectElement>('view').value as Drawing
    explorer.change()
  })
  return player
}

type On = (id: string, event: string, work: (event: Event) => void) => void

function wireOne(explorer: Explorer, on: On): void {
  const withKey = (use: (key: Key) => void) => {
    const key = keyIn(explorer.session.keys, byId<HTMLInputElement>('key'), byId('key-problem'))
    if (key !== undefined) use(key)
  }
  on('controls', 'submit', event => {
    event.preventDefault()
    withKey(key => explorer.apply({ kind: 'set', key, value: explorer.session.operations + 1 }))
  })
  on('get', 'click', () => withKey(key => explorer.apply({ kind: 'get', key })))
  on('delete', 'click', () => withKey(key => explorer.apply({ kind: 'delete', key })))
}

function showPlaying(player: Player): void {
  const button = byId('play')
  button.setAttribute('aria-pressed', String(player.isPlaying))
  setText(button, player.isPlaying ? 'Pause' : 'Play')
}

function wireMany(player: Player, on: On): void {
  const step = (n: number) => {
    if (!player.steps(n)) announce('The table is as large as it gets here.')
  }
  on('step', 'click', () => step(1))
  on('step10', 'click', () => step(10))
  on('step100', 'click', () => step(100))
  on('step1000', 'click', () => step(1000))
  on('play', 'click', () => {
    if (player.isPlaying) player.pause()
    else player.play()
    showPlaying(player)
  })
  const slider = byId<HTMLInputElement>('speed')
  const showSpeed = () => {
    const place = slider.valueAsNumber
    player.speed = place
    const text = `${SPEEDS[place]!.toLocaleString('en')}/s`
    setText(byId('speed-text'), text)
    slider.setAttribute('aria-valuetext', `${SPEEDS[place]} operations a second`)
  }
  on('speed', 'input', showSpeed)
  showSpeed()
  const source = byId<HTMLSelectElement>('source')
  on('source', 'change', () => setText(byId('source-note'), SOURCE_NOTES[source.value as Source]))
}

function wireTable(explorer: Explorer, player: Player, on: On): void {
  const reset = () => {
    const options = optionsIn()
    if (options === undefined) return
    player.pause()
    showPlaying(player)
    explorer.reset(options)
  }
  on('settings', 'submit', event => {
    event.preventDefault()
    reset()
  })
  on('kind', 'change', () => {
    const { example, inputMode } = KEY_KINDS[chosenKeys()]
    for (const [id, problem] of [
      ['key', 'key-problem'],
      ['walk-key', 'walk-problem'],
    ] as const) {
      const input = byId<HTMLInputElement>(id)
      input.value = example
      input.inputMode = inputMode
      checked(input, byId(problem), true, '')
    }
    reset()
  })
  on('seed', 'change', reset)
  on('capacity', 'change', reset)
  on('new-seed', 'click', () => {
    const [low, high] = crypto.getRandomValues(new Uint32Array(2))
    byId<HTMLInputElement>('seed').value = String((BigInt(high!) << 32n) | BigInt(low!))
    reset()
  })
  on('clear', 'click', () => explorer.apply({ kind: 'clear' }))
  on('shrink', 'click', () => explorer.apply({ kind: 'shrink' }))
}

function wireBackends(explorer: Explorer, guard: (work: () => void) => void): void {
  const choices = explorer.session.builds.map((build, i) => {
    const input = make('input', {
      type: 'radio',
      name: 'backend',
      value: build.id,
      id: `backend-${build.id}`,
      checked: i === 0,
    })
    input.addEventListener('change', () => guard(() => explorer.show(input.value as BackendName)))
    return make('label', { class: 'choice', for: `backend-${build.id}` }, input, build.title)
  })
  byId('backends').append(...choices)
  const missing = (['simd', 'swar'] as const).filter(name => explorer.session.builds.every(build => build.id !== name))
  if (missing.length > 0)
    byId('backends').append(make('p', { class: 'note' }, `This browser cannot run: ${missing.join(', ')}.`))
}
