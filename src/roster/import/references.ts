import type { Id, Reference } from './types.ts'

/** True when a stored thing is the one referred to. */
export function refersTo(reference: Reference, id: Id): boolean {
  return reference.kind === 'existing' && reference.id === id
}

/** True when two references mean the same thing. */
export function sameReference(one: Reference, other: Reference): boolean {
  return one.kind === 'existing' ? refersTo(other, one.id) : other.kind === 'new' && other.key === one.key
}
