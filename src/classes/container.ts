// What maps and sets have in common, but for the single-key operations: their life and sight, and removals of many keys.

import { getPrototypeOf, setPrototypeOf, Uint8Array } from '../basics/builtins.js'
import { DISPOSE } from '../basics/dispose.js'
import { ownArray } from '../basics/realms.js'
import type { Body } from '../body/body.js'
import { bodyOf } from '../body/door.js'
import { MARK } from '../body/mark.js'
import { checkCapacity, sameOptions } from '../body/options.js'
import type { Sight } from '../body/sight.js'
import { Cursor } from '../iteration/cursor.js'
import { type Cells, SET } from '../kinds/kind.js'
import { outputFor } from '../many/checks.js'
import { manyKeys } from '../many/strategy.js'

export abstract class Container {
  declare [MARK]: number

  clear(): void {
    bodyOf(this, 'clear').clear()
  }

  reserve(n: number): void {
    const body = bodyOf(this, 'reserve')
    checkCapacity(body.where('reserve'), 'n', n)
    body.reserve(n, 'reserve')
  }

  shrink(): void {
    bodyOf(this, 'shrink').shrink()
  }

  hasMany(keys: unknown, out?: Uint8Array): Uint8Array {
    const body = bodyOf(this, 'hasMany')
    const all = manyKeys(body, 'hasMany', keys)
    const answers = outputFor(body.where('hasMany'), out, Uint8Array, all.n)
    body.live('hasMany')
    const to = ownArray(answers)
    if (out !== undefined) all.apartFrom(to)
    if (body.hasTable) all.has(to)
    else to.fill(0, 0, all.n)
    return answers
  }

  deleteMany(keys: unknown): number {
    const body = bodyOf(this, 'deleteMany')
    const all = manyKeys(body, 'deleteMany', keys)
    body.live('deleteMany')
    return body.hasTable ? all.delete() : 0
  }

  stats(): unknown {
    return bodyOf(this, 'stats').stats()
  }

  inspect(): unknown {
    return bodyOf(this, 'inspect').inspect()
  }

  [DISPOSE](): void {
    bodyOf(this, 'dispose').dispose()
  }

  clone(): this {
    const body = bodyOf(this, 'clone')
    const copy = cloneOf(body) as this
    const prototype = getPrototypeOf(this)
    return getPrototypeOf(copy) === prototype ? copy : setPrototypeOf(copy, prototype)
  }
}

/** An empty map or set of the same class and kinds in the same heap, whose hash begins with the same seed if one was given. */
export function emptyLike(body: Body): object {
  return body.traits.make({ ...sameOptions(body), seed: body.seed })
}

/** A clone of the class itself, whatever subclass a map is of. */
export function cloneOf(body: Body): object {
  body.live('clone')
  const copy = emptyLike(body)
  bodyOf(copy, 'clone').copyFrom(body)
  return copy
}

/** Many keys as they are handed out: those of several parts as a column for each part. */
export function byColumns(body: Body, keys: Cells): unknown {
  const { keys: kind } = body.traits
  return kind.columnsOf === undefined ? keys : kind.columnsOf(keys)
}

/** What util.inspect is to show. */
export function sightOf(subject: object, body: Body): Sight {
  const isSet = body.kind === SET
  const { has, get } = body.traits.operations
  return {
    subject,
    isSet,
    size: body.isDisposed ? 0 : body.count(),
    isDisposed: body.isDisposed,
    walk(see) {
      const cursor = new Cursor(body)
      for (let i = cursor.step(); i >= 0; i = cursor.step()) {
        if (!see(cursor.key(i), isSet ? undefined : cursor.value(i))) return
      }
    },
    has: key => has(body, key),
    get: key => get!(body, key),
  }
}
