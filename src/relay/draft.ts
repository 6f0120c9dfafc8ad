import type { MemberId } from '../kernel/chat/person.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import type { PastedLine } from './pasted.ts'

/** A copied line as it is going to be written down. */
export type DraftLine = PastedLine & {
  readonly who: { readonly kind: 'member'; readonly member: MemberId } | { readonly kind: 'stranger' } | { readonly kind: 'unknown' }
  readonly intents: readonly Intent[]
  /** `repeated`: the same was copied before. `left-out`: the keeper said not to. */
  readonly fate: 'written' | 'left-out' | 'repeated'
}

/** What waits for the keeper's answer: the lines, and whose nickname was asked for last with the members offered. */
export type Draft = {
  readonly lines: readonly DraftLine[]
  readonly asked?: { readonly nickname: string; readonly offered: readonly MemberId[] }
}

/** The words of others are kept only while the answer is waited for, and only sealed. */
export function sealDraft(cipher: Cipher, draft: Draft): string {
  return cipher.seal(JSON.stringify(draft))
}

/** Opens what was sealed; undefined when the key has changed in between. */
export function openDraft(cipher: Cipher, sealed: string): Draft | undefined {
  const plain = cipher.tryOpen(sealed)
  return plain === undefined ? undefined : (JSON.parse(plain) as Draft)
}

/** The lines that are shown and written: of a member, with something understood, and not copied before. */
export function linesToShow({ lines }: Draft): readonly DraftLine[] {
  return lines.filter((line) => line.who.kind === 'member' && line.intents.length > 0 && line.fate !== 'repeated')
}

/** The nicknames that must be asked for: what they said would be written if only it were known who they are. */
export function unknownNicknames({ lines }: Draft): readonly string[] {
  return [
    ...new Set(
      lines
        .filter(({ who, intents, fate }) => who.kind === 'unknown' && intents.length > 0 && fate === 'written')
        .map(({ nickname }) => nickname),
    ),
  ]
}
