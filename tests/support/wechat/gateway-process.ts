/**
 * A WeChat of our own in a process of its own: the gateway that real deployments talk to, hosting wechaty's mock
 * instead of a login. It obeys what its parent sends and tells the parent what the bot said.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { FileBox } from 'file-box'
import { log, types } from 'wechaty-puppet'
import { mock, PuppetMock } from 'wechaty-puppet-mock'
import { PuppetServer } from 'wechaty-puppet-service'
import type { Order, Said, World } from './orders.ts'

log.level('silent')

const [port = '0', token = ''] = process.argv.slice(2)
const mocker = new mock.Mocker()
const tell = (said: Said): void => void process.send?.(said)
const faults = { refuses: '', throttles: 0, slowMs: 0, own: '' }

/** The mock with the faults of a bad day. */
class Gateway extends PuppetMock {
  override async messageSendText(conversation: string, text: string): Promise<void> {
    await this.#mayFail(text)
    await super.messageSendText(conversation, text)
    tell({ kind: 'sent', chat: conversation, text })
  }

  override async messageSendFile(conversation: string, file: Parameters<PuppetMock['messageSendFile']>[1]): Promise<void> {
    await this.#mayFail('')
    const bytes = (await file.toBuffer()).length
    tell({ kind: 'sent', chat: conversation, text: '', file: { name: file.name, bytes } })
  }

  override async messageRawPayload(id: string) {
    if (faults.slowMs > 0) await wait(faults.slowMs)
    return super.messageRawPayload(id)
  }

  override async roomMemberRawPayload(room: string, contact: string) {
    const payload = await super.roomMemberRawPayload(room, contact)
    const roomAlias = aliases.get(`${room} ${contact}`)
    return roomAlias === undefined ? payload : { ...payload, roomAlias }
  }

  async #mayFail(text: string): Promise<void> {
    if (faults.slowMs > 0) await wait(faults.slowMs)
    if (faults.refuses !== '' && text.includes(faults.refuses)) throw new Error('the message was not accepted')
    if (faults.throttles > 0) {
      faults.throttles -= 1
      throw new Error('operation too frequent')
    }
  }
}

const aliases = new Map<string, string>()
const puppet = new Gateway({ mocker })
puppet.on('error', () => {})
// A real gateway keeps its login and is logged in again as soon as somebody starts it.
puppet.on('start', () => void setTimeout(() => void (faults.own !== '' && !puppet.isLoggedIn && puppet.login(faults.own)), 10))

const server = new PuppetServer({ endpoint: `127.0.0.1:${port}`, puppet, token, tls: { disable: true } })

const nobody = { address: '', city: '', phone: [], avatar: '', gender: 0, type: types.Contact.Individual, friend: true }

function enter({ contacts, rooms, aliases: named }: World): void {
  for (const { id, name, remark, official } of contacts) {
    const type = official === true ? types.Contact.Official : types.Contact.Individual
    mocker.createContact({ ...nobody, id, name, type, ...(remark === undefined ? {} : { alias: remark }) })
  }
  for (const { id, title, members } of rooms)
    mocker.createRoom({ id, topic: title, memberIdList: [...members], adminIdList: [], avatar: '' })
  for (const { room, contact, alias } of named) aliases.set(`${room} ${contact}`, alias)
}

function obey(order: Order): void {
  switch (order.kind) {
    case 'enter':
      return enter(order.world)
    case 'login':
      faults.own = order.contact
      if (!puppet.isLoggedIn) puppet.login(order.contact)
      return
    case 'logout':
      faults.own = ''
      return void puppet.logout(order.reason)
    case 'scan':
      return void puppet.emit('scan', { qrcode: order.code, status: types.ScanStatus.Waiting })
    case 'say':
      return say(order)
    case 'repeat':
      return void puppet.emit('message', { messageId: order.message })
    case 'join':
      return void puppet.emit('room-join', {
        inviteeIdList: [...order.contacts],
        inviterId: order.by,
        roomId: order.room,
        timestamp: Date.now(),
      })
    case 'leave':
      return void puppet.emit('room-leave', {
        removeeIdList: [...order.contacts],
        removerId: order.by,
        roomId: order.room,
        timestamp: Date.now(),
      })
    case 'faults':
      return void Object.assign(faults, order.faults)
  }
}

function say({ messages, order }: Extract<Order, { kind: 'say' }>): void {
  for (const { id, from, room, type, text, mentions, file } of messages) {
    const place = room === undefined ? { listenerId: faults.own } : { roomId: room, mentionIdList: [...(mentions ?? [])] }
    const payload = { id, talkerId: from, timestamp: Date.now(), type: types.Message[type ?? 'Text'], text, ...place }
    if (file !== undefined) mocker.cacheFileBoxPayload.set(id, FileBox.fromBase64(file.base64, file.name).toJSON())
    mocker.MessageMock.create(payload)
  }
  const ids = messages.map(({ id }) => id)
  for (const id of order === 'backwards' ? ids.toReversed() : ids) puppet.emit('message', { messageId: id })
}

process.on('message', (order: Order) => obey(order))
process.on('disconnect', () => process.exit(0))
await server.start()
tell({ kind: 'open' })
