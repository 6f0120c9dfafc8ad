import { Message } from './bubble.tsx'
import { Composer } from './composer.tsx'
import { Elsewhere } from './elsewhere.tsx'
import { Steps } from './introduction.tsx'
import type { Said } from './journal.ts'
import { Messages, quotedBy, type Scene, Tabs } from './phone.tsx'
import type { Phone, Side } from './view.ts'

/** A part of the page to be exchanged: the selector it goes to, and its markup as an `hx-partial`. */
export type Part = { readonly target: string; readonly markup: string }

/** The messages of a phone. Exchanged by morphing, so that the same messages may come twice and nothing flickers. */
function messagesPart(phone: Phone, scene: Scene): Part {
  const target = `#${phone.side}-list`
  return part(
    target,
    <hx-partial hx-target={target} hx-swap="innerMorph">
      <Messages phone={phone} scene={scene} />
    </hx-partial>,
  )
}

/**
 * What this person just said, put in its place or left there. Never the whole list: an answer that comes
 * late would put back what the stream has already made newer.
 */
export function ownMessagePart(phone: Phone, scene: Scene, said: Said): Part {
  const target = `#${phone.side}-list`
  return part(
    target,
    <hx-partial hx-target={target} hx-swap="upsert">
      <Message shown={said} phone={phone} view={scene.view} quoted={quotedBy(said, scene.timeline)} />
    </hx-partial>,
  )
}

/** The composer, empty again after sending. */
export function composerPart(phone: Phone, scene: Scene): Part {
  const target = `#${phone.side}-composer`
  return part(
    target,
    <hx-partial hx-target={target} hx-swap="outerHTML">
      <Composer phone={phone} view={scene.view} timeline={scene.timeline} />
    </hx-partial>,
  )
}

/** A line above the composer that tells why something was not taken. */
export function notePart(side: Side, text: string): Part {
  const target = `#${side}-note`
  return part(
    target,
    <hx-partial hx-target={target} hx-swap="innerHTML">
      {text}
    </hx-partial>,
  )
}

/** All that can change while nobody touches the page. */
export function livingParts(scene: Scene): readonly Part[] {
  const { left, right } = scene.view
  return [
    messagesPart(left, scene),
    messagesPart(right, scene),
    tabsPart(left, scene),
    tabsPart(right, scene),
    elsewherePart(scene),
    stepsPart(scene),
  ]
}

/** How far the introduction has come. */
function stepsPart(scene: Scene): Part {
  return part(
    '#steps',
    <hx-partial hx-target="#steps" hx-swap="innerMorph">
      <Steps scene={scene} />
    </hx-partial>,
  )
}

function tabsPart(phone: Phone, scene: Scene): Part {
  const target = `#${phone.side}-tabs`
  return part(
    target,
    <hx-partial hx-target={target} hx-swap="outerMorph">
      <Tabs phone={phone} scene={scene} />
    </hx-partial>,
  )
}

function elsewherePart(scene: Scene): Part {
  return part(
    '#elsewhere',
    <hx-partial hx-target="#elsewhere" hx-swap="innerMorph">
      <Elsewhere scene={scene} />
    </hx-partial>,
  )
}

function part(target: string, markup: { toString(): string | Promise<string> }): Part {
  return { target, markup: String(markup) }
}
