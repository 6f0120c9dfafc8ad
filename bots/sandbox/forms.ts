import type { Context } from 'hono'
import { byHtmx, partsAnswer, refusal } from './answers.tsx'
import { LARGEST_FILE_BYTES } from './config.ts'
import { field, readWritten, toPressed, toSaid } from './incoming.ts'
import type { Pressed, Said } from './journal.ts'
import { composerPart, notePart, ownMessagePart } from './partials.tsx'
import type { Scene } from './phone.tsx'
import { type Rehearsal, sceneOf } from './rehearsal.ts'
import { addressOf, nameInAddress, type Phone } from './view.ts'
import { words } from './words.ts'

/** The phone on which a form was sent, and the page around it. */
type Hand = { readonly phone: Phone; readonly scene: Scene }

const ANSWER_WITHIN_MS = 800

/** Takes what a person wrote on a phone. Their own message is there at once; the answer follows by the stream. */
export async function say(rehearsal: Rehearsal, context: Context): Promise<Response> {
  const hand = await phoneInHand(rehearsal, context)
  if (hand instanceof Response) return hand
  const { phone } = hand
  const written = readWritten(await context.req.parseBody(), phone.side)
  switch (written.kind) {
    case 'too-long':
      return refusal(context, rehearsal.assets, words.refused.long, 400)
    case 'nothing':
      return byHtmx(context) ? partsAnswer([]) : backToPage(context, hand)
    case 'written': {
      if (written.file && written.file.size > LARGEST_FILE_BYTES) return refusal(context, rehearsal.assets, words.refused.large, 413)
      const kept = written.file && (await keep(rehearsal, written.file))
      const said = rehearsal.timeline.write(toSaid(written, phone.person, phone.chat, kept))
      return handOver(rehearsal, context, hand, said)
    }
  }
}

/** Takes a press on a choice, if that choice stands below that message now. */
export async function press(rehearsal: Rehearsal, context: Context): Promise<Response> {
  const hand = await phoneInHand(rehearsal, context)
  if (hand instanceof Response) return hand
  const { phone } = hand
  const form = await context.req.parseBody()
  const { token } = form
  const message = rehearsal.timeline.find(phone.chat.id, Number(field(form, 'message')))
  const choice = message?.kind === 'sent' ? message.choices.find((one) => one.token === token) : undefined
  if (!message || !choice) return refusal(context, rehearsal.assets, words.refused.choice, 403)
  const pressed = rehearsal.timeline.write(toPressed(message.id, choice, phone.person, phone.chat))
  return handOver(rehearsal, context, hand, pressed)
}

async function phoneInHand(rehearsal: Rehearsal, context: Context): Promise<Hand | Response> {
  const refuse = (text: string, status: number) => refusal(context, rehearsal.assets, text, status)
  if (rehearsal.isStopped()) return refuse(words.refused.stopped, 503)
  const scene = await sceneOf(rehearsal, context)
  if (!scene) return refuse(words.empty, 403)
  const query = context.req.query()
  const phone = scene.view[query['side'] === 'left' ? 'left' : 'right']
  if (phone.person.id !== query[`${phone.side}As`]) return refuse(words.refused.nobody, 403)
  if (nameInAddress(phone) !== query[phone.side]) return refuse(words.refused.elsewhere, 403)
  return { phone, scene }
}

function keep(rehearsal: Rehearsal, file: File) {
  return file.arrayBuffer().then((bytes) => rehearsal.files.keep(new Uint8Array(bytes), file.name, file.type))
}

async function handOver(rehearsal: Rehearsal, context: Context, hand: Hand, event: Said | Pressed): Promise<Response> {
  rehearsal.handover.nudge()
  const { phone, scene } = hand
  if (byHtmx(context)) {
    return partsAnswer(
      event.kind === 'said' ? [ownMessagePart(phone, scene, event), composerPart(phone, scene)] : [notePart(phone.side, '')],
    )
  }
  // Without script nothing comes by itself: wait a moment, so that the page already shows the answer.
  await answered(rehearsal, event)
  return backToPage(context, hand)
}

function answered(rehearsal: Rehearsal, event: Said | Pressed): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      unwatch()
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(done, ANSWER_WITHIN_MS)
    const unwatch = rehearsal.timeline.watch((entry) => {
      if (entry.chat === event.chat && (entry.kind === 'sent' || entry.kind === 'edited')) done()
    })
  })
}

function backToPage(context: Context, { phone, scene }: Hand): Response {
  return context.redirect(addressOf(scene.view, { show: phone.side }), 303)
}
