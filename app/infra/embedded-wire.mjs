/**
 * The PostgreSQL protocol for many connections over one PGlite session. What a client sends up to its Sync is one unit and runs undivided; an open
 * transaction keeps the session until it ends. (pglite-socket 0.2 divides units per message, so that two clients read each other's unnamed
 * statements: rows of one query arrived at another.)
 */
import net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const sslRequest = 80877103
const gssRequest = 80877104
const cancelRequest = 80877102
/** A client that stops talking inside a transaction would stop everybody. */
const idleInTransaction = 60_000
const endsUnit = new Set(['Q', 'S', 'F', 'c', 'f'].map((letter) => letter.charCodeAt(0)))
const flush = 'H'.charCodeAt(0)
const terminate = 'X'.charCodeAt(0)
const sync = Buffer.from([0x53, 0, 0, 0, 4])

/** Runs units one after another and remembers who holds the session. */
class Session {
  queue = []
  busy = false
  holder = null
  timer = undefined
  constructor(db, onFatal) {
    this.db = db
    this.onFatal = onFatal
  }

  add(unit) {
    this.queue.push(unit)
    this.run().catch(this.onFatal)
  }

  async run() {
    if (this.busy) return
    this.busy = true
    for (let unit = this.next(); unit; unit = this.next()) {
      this.stopClock()
      await this.db.execProtocolRawStream(unit.bytes, { onRawData: (data) => unit.from.send(data) })
      this.holder = unit.open || this.db.isInTransaction() ? unit.from : null
      if (this.holder?.gone) await this.takeBack(unit.open)
      this.holderOpen = unit.open
    }
    this.busy = false
    // Set once per silence: others that queue up meanwhile neither renew nor repeat it.
    if (this.holder) this.timer ??= setTimeout((silent) => silent.socket.destroy(), idleInTransaction, this.holder).unref()
  }

  stopClock() {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  next() {
    if (!this.holder) return this.queue.shift()
    const at = this.queue.findIndex((unit) => unit.from === this.holder)
    return at < 0 ? undefined : this.queue.splice(at, 1)[0]
  }

  /** A client that went away in mid-transaction leaves nothing behind. */
  async leave(connection) {
    this.queue = this.queue.filter((unit) => unit.from !== connection)
    if (this.busy || this.holder !== connection) return
    this.busy = true
    this.stopClock()
    await this.takeBack(this.holderOpen)
    this.busy = false
    await this.run()
  }

  async takeBack(open) {
    if (open) await this.db.execProtocolRawStream(sync, { onRawData: () => undefined })
    if (this.db.isInTransaction()) await this.db.exec('ROLLBACK')
    this.holder = null
  }
}

class Connection {
  chunks = []
  size = 0
  need = 8
  started = false
  gone = false
  name = ''
  unit = []
  constructor(socket, session, onNamed) {
    this.socket = socket
    this.session = session
    this.onNamed = onNamed
    socket.on('data', (chunk) => this.take(chunk))
    socket.on('error', () => socket.destroy())
  }

  send(data) {
    if (!this.gone) this.socket.write(Buffer.from(data))
  }

  take(chunk) {
    this.chunks.push(chunk)
    this.size += chunk.length
    if (this.size < this.need) return
    let rest = Buffer.concat(this.chunks)
    for (;;) {
      const header = this.started ? 5 : 8
      this.need = rest.length < header ? header : this.started ? 1 + rest.readInt32BE(1) : rest.readInt32BE(0)
      if (rest.length < Math.max(header, this.need)) break
      const message = rest.subarray(0, this.need)
      rest = rest.subarray(this.need)
      if (this.started) this.read(message)
      else this.start(message)
    }
    this.chunks = [rest]
    this.size = rest.length
  }

  start(message) {
    const code = message.readInt32BE(4)
    if (code === sslRequest || code === gssRequest) this.socket.write('N')
    else if (code === cancelRequest) this.socket.end()
    else {
      this.started = true
      const words = message.toString('utf8', 8).split('\0')
      const at = words.indexOf('application_name')
      this.name = at < 0 ? '' : (words[at + 1] ?? '')
      this.onNamed()
      this.session.add({ from: this, bytes: message, open: false })
    }
  }

  read(message) {
    const letter = message[0]
    if (letter === terminate) return this.socket.end()
    this.unit.push(message)
    if (!endsUnit.has(letter) && letter !== flush) return
    const bytes = this.unit.length === 1 ? message : Buffer.concat(this.unit)
    this.unit = []
    this.session.add({ from: this, bytes, open: letter === flush })
  }
}

/**
 * Listens on a Unix socket. `onNames` is told the application names of the connections whenever they change.
 * @param {{ db: import('@electric-sql/pglite').PGlite, path: string, onNames: (names: string[]) => void, onFatal: (error: unknown) => void }} options
 */
export async function listen({ db, path, onNames, onFatal }) {
  const session = new Session(db, onFatal)
  const connections = new Set()
  const tell = () => onNames([...connections].map((connection) => connection.name))
  const server = net.createServer((socket) => {
    const connection = new Connection(socket, session, tell)
    connections.add(connection)
    socket.on('close', () => {
      connection.gone = true
      connections.delete(connection)
      session.leave(connection).catch(onFatal)
      tell()
    })
  })
  await new Promise((resolve, reject) => server.once('error', reject).listen(path, resolve))
  return async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const connection of connections) connection.socket.destroy()
    await closed
    while (session.busy) await pause(5)
  }
}
