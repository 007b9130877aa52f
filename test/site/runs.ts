// What is played on tables: kinds of keys, where they come from, and what is done with them.

import type { Mode, Source } from '../../site/model/feed.js'
import type { KeyName } from '../../site/model/keys.js'
import type { Session } from '../../site/model/session.js'

const SOURCES: Source[] = ['random', 'sequential', 'hostile', 'twins']
const MODES: Mode[] = ['insert', 'mixed', 'replace', 'lookup']
interface Run {
  keys: KeyName
  source: Source
  mode: Mode
}
export const RUNS: Run[] = [
  ...SOURCES.flatMap(source => MODES.map(mode => ({ keys: 'int32' as const, source, mode }))),
  // Twins that are strings take long to find.
  ...SOURCES.map((source, i) => ({ keys: 'bigint64' as const, source, mode: MODES[i]! })),
  ...SOURCES.slice(0, 3).map((source, i) => ({ keys: 'string' as const, source, mode: MODES[i]! })),
]

/** Inserts, then goes on in a mode; `each` sees the session after every operation. */
export function play(session: Session, source: Source, mode: Mode, each: () => void = () => {}): void {
  for (let i = 0; i < 180; i++) {
    session.step(source, i < 90 ? 'insert' : mode)
    each()
  }
}
