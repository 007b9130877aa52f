// Faults to plant in the engine for concurrent tables, one for each step of its protocol: a single replacement, and the scenario
// that finds it.

import type { Replacement } from './build.js'

export interface Fault extends Replacement {
  name: string
  /** A scenario that finds it, and with how many preemptions. */
  scenario: string
  bound: number
}

const file = (name: string) => `assembly/concurrent/${name}.ts`

export const FAULTS: readonly Fault[] = [
  {
    name: 'a delete leaves the version as it is',
    file: file('table'),
    find: 'giveBack(cell, bucket);\n  }\n  unlockChanged();',
    replace: 'giveBack(cell, bucket);\n  }\n  unlock();',
    scenario: 'compareAndDelete | update and compareAndSwap',
    bound: 1,
  },
  {
    name: 'an insert leaves the version as it is',
    file: file('table'),
    find: 'count(cell, 1);\n  unlockChanged();',
    replace: 'count(cell, 1);\n  unlock();',
    scenario: 'insert | insert of the same key',
    bound: 1,
  },
  {
    name: 'a clear leaves the version as it is',
    file: file('table'),
    find: '  guard += VERSION;\n  if (overflow) {',
    replace: '  guard -= VERSION;\n  if (overflow) {',
    scenario: 'clear | delete',
    bound: 2,
  },
  {
    name: 'get does not look at the guard again',
    file: file('table'),
    find: 'if (isUnmoved(head, guard)) return value;',
    replace: 'return value;',
    scenario: 'delete and insert in its slot | read',
    bound: 1,
  },
  {
    name: 'find does not look at the guard again',
    file: file('table'),
    find: 'if (isUnmoved(head, guard)) return PRESENT;',
    replace: 'return PRESENT;',
    scenario: 'delete and insert in its slot | read',
    bound: 2,
  },
  {
    name: 'a search does not look at the guard for each bucket',
    file: file('find'),
    find: 'if (!isUnmoved(head, guard)) return MOVED;',
    replace: '',
    scenario: 'split | read of a key that moves',
    bound: 1,
  },
  {
    name: 'an iteration does not look at the guard again',
    file: file('iterate'),
    find: 'if (!isUnmoved(head, guard)) return MOVED_ON;',
    replace: '',
    scenario: 'split | iteration',
    bound: 1,
  },
  {
    name: 'the level of a chain is published before the new chain is filled',
    file: file('evacuate'),
    find: '  clearBucket(newHead, level);\n',
    replace: '  clearBucket(newHead, level);\n  setGuard(head, ((guard + VERSION) & ~LEVEL) | mine | level);\n',
    scenario: 'death in a split | read',
    bound: 0,
  },
  {
    name: 'what moves is dropped before the new chain is published',
    file: file('evacuate'),
    find: 'store<u8>(to + n, load<u8>(slot));',
    replace: 'store<u8>(to + n, load<u8>(slot));\n      setTop(slot, 0);',
    scenario: 'death in a split | read',
    bound: 0,
  },
  {
    name: 'a split looks for its own level only',
    file: file('evacuate'),
    find: 'if ((guard & LEVEL) >= level) return;',
    replace: 'if ((guard & LEVEL) == level) return;',
    scenario: 'reserve | insert that grows',
    bound: 1,
  },
  {
    name: 'a split does not move the version before slots of what moved are used again',
    file: file('evacuate'),
    find: '    setGuard(head, guardOf(head) + VERSION);\n    for (let bucket = nextOf(head)',
    replace: '    for (let bucket = nextOf(head)',
    scenario: 'split | read of a key like one that moves',
    bound: 3,
  },
  {
    name: 'a split does not move the version before it drops what it has copied',
    file: file('evacuate'),
    find: '    setGuard(head, guardOf(head) + VERSION);\n    let before = head;',
    replace: '    let before = head;',
    scenario: 'split | read of a key that stays in an overflow bucket',
    bound: 3,
  },
  {
    name: 'a split that is tidied up again copies again',
    file: file('evacuate'),
    find: 'if (isInBucket<K, V>(head, key, load<u8>(slot))) continue;',
    replace: '',
    scenario: 'death in a split | read',
    bound: 0,
  },
  {
    name: 'who takes a split over does not tidy up',
    file: file('evacuate'),
    find: '  if (isSplit) tidyUp<K, V>(t, myCell(t), head, B);\n  else setGuard',
    replace: '  setGuard',
    scenario: 'death in a split | read',
    bound: 0,
  },
  {
    name: 'an emptied overflow bucket is unlinked without a new version',
    file: file('table'),
    find: '    guard += VERSION;\n    setGuard(head, guard | mine);\n    setNext(head, nextOf(bucket));',
    replace: '    setNext(head, nextOf(bucket));',
    scenario: 'delete that empties an overflow bucket | read of what is behind it',
    bound: 2,
  },
  {
    name: 'the owner of a lock is stored, not swapped in',
    file: file('table'),
    find: 'if (!slot || swapGuard(chain, seen, seen | mine)) return slot;',
    replace: 'if (slot) setGuard(chain, seen | mine);\n    return slot;',
    scenario: 'delete | delete',
    bound: 1,
  },
  {
    name: 'an unlock stores the version of the present',
    file: file('table'),
    find: '  setGuard(head, guard);\n',
    replace: '  setGuard(head, guardOf(head) & ~OWNER);\n  setGuard(head, guard - VERSION);\n',
    scenario: 'insert | insert | insert of one key',
    bound: 1,
  },
  {
    name: 'a tophash is set before its slot is filled',
    file: file('table'),
    find: '    fillSlot<K, V>(slot, key, value);\n    setTop(slot, topOf(h));\n',
    replace: '    setTop(slot, topOf(h));\n    fillSlot<K, V>(slot, key, value);\n',
    scenario: 'delete and insert in its slot | read',
    bound: 1,
  },
  {
    name: 'an overflow bucket is linked before it is filled',
    file: file('table'),
    find: '    clearBucket(bucket, 0);\n    fillSlot<K, V>(bucket, key, value);\n    setTop(bucket, topOf(h));\n    setNext(last, bucket);',
    replace:
      '    setNext(last, bucket);\n    clearBucket(bucket, 0);\n    fillSlot<K, V>(bucket, key, value);\n    setTop(bucket, topOf(h));',
    scenario: 'insert of an overflow bucket | read of what its memory held',
    bound: 2,
  },
  {
    name: 'a growth ends when all chains are claimed',
    file: file('evacuate'),
    find: '  if (atomic.load<u32>(splitPlace(t, B)) == half) finishGrowth(t, B);\n}\n\n/** Does all',
    replace: '  if (atomic.load<u32>(claimedPlace(t, B)) >= half) finishGrowth(t, B);\n}\n\n/** Does all',
    scenario: 'death in an insert that grows | insert that grows',
    bound: 0,
  },
  {
    name: 'a growth is announced before it has its segment',
    file: file('grow'),
    find: '  if (!swapState(t, state, claimed)) return false;\n',
    replace:
      '  if (!swapState(t, state, claimed)) return false;\n  atomic.xor<u32>(changetype<usize>(t), claimed ^ (withoutOwner(claimed) + (ONE_LEVEL | GROWING)));\n  atomic.xor<u32>(changetype<usize>(t), claimed ^ (withoutOwner(claimed) + (ONE_LEVEL | GROWING)));\n',
    scenario: 'insert that grows | insert that grows',
    bound: 1,
  },
  {
    name: 'a home is not looked for at the parent',
    file: file('home'),
    find: '(guardOf(bucketAt<K, V>(t, parent)) & LEVEL) < (state & LEVEL)',
    replace: '(guardOf(bucketAt<K, V>(t, parent)) & LEVEL) < (state & LEVEL) - 1',
    scenario: 'split | read of a key that moves',
    bound: 1,
  },
  {
    name: 'a reserve takes the growth of another thread for a want of memory',
    file: file('grow'),
    find: 'else if (isEnlarging(state)) pause(round++);',
    replace: '',
    scenario: 'reserve | reserve',
    bound: 1,
  },
  {
    name: 'a table is freed although a thread uses it',
    file: file('life'),
    find: 'if (t.threads || !(stateOf(t) & DESTROYED)) return;',
    replace: 'if (!(stateOf(t) & DESTROYED)) return;',
    scenario: 'destroy | read and write',
    bound: 1,
  },
  {
    name: 'a thread that has ended is waited for',
    file: file('threads'),
    find: 'return owner == thread + 1 || (atomic.load<u64>(DEAD_THREADS) & bit(owner - 1)) != 0;',
    replace: 'return owner == thread + 1;',
    scenario: 'death in an insert that needs memory | insert',
    bound: 0,
  },
]
