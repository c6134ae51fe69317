import { existsSync, renameSync, rmSync } from 'node:fs'
import net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseError } from './database-error'
import { connect, type Database } from './db.server'
import { type FolderLock, takeFolder } from './embedded-lock.server'
import { closedPort, type EmbeddedPlace, openPort, placeOf } from './embedded-place.server'
import { type DatabaseThread, startThread } from './embedded-thread.server'
import { deploy } from './migrate.server'
import { assertCtype, migrationState } from './migration-state.server'

export interface EmbeddedOptions {
  dataDir: string
  /** Folder that holds prisma/. */
  root: string
  /** A server, as against a job that ends by itself. */
  longLived: boolean
  /** Lines for the person who waits. */
  say(line: string): void
}

type Part = { kind: 'owner'; lock: FolderLock; thread: DatabaseThread } | { kind: 'guest'; sentinel: pg.Client }

const user = { user: 'postgres', database: 'postgres' }
const briefGuest = 'zhangben-guest-brief'
const longGuest = 'zhangben-guest-long'
/** How long a newcomer waits for an owner that migrates, and how long an owner that ends waits for jobs that still use its database. */
const waitForOwner = 120_000
const waitForReturn = 15_000
const waitForGuests = { server: 20_000, job: 600_000 }

/**
 * Opens the data folder: one process owns it, the others come in over its socket, and when the owner ends one of them takes over.
 * Queries in flight at that moment fail; later ones wait for the new owner.
 * @throws DatabaseError
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  if (process.platform !== 'linux') {
    throw new DatabaseError('database.platform', '内嵌数据库只能在 Linux 上使用，请用 DATABASE_URL 指定一个 PostgreSQL 数据库。')
  }
  const membership = new Membership(placeOf(options.dataDir), options)
  await membership.settle()
  const database = connect({
    ...user,
    host: membership.place.socketDir,
    port: openPort,
    stream: () => patientSocket(() => membership.ready),
  })
  return {
    ...database,
    async close() {
      await database.close()
      await membership.leave()
    },
  }
}

/** This process's part in a data folder, renewed when the owner is lost. */
class Membership {
  ready: Promise<void> = Promise.resolve()
  private part: Part | undefined
  private leaving = false

  constructor(
    readonly place: EmbeddedPlace,
    private readonly options: EmbeddedOptions,
  ) {}

  settle(): Promise<void> {
    this.ready = this.elect()
    return this.ready
  }

  private async elect(): Promise<void> {
    const part = await takePart(this.place, this.options)
    this.part = part
    if (part.kind === 'guest') part.sentinel.once('end', () => this.again())
    else
      part.thread.onLost((reason) => {
        this.options.say(`内嵌数据库意外停止，正在重新打开：${reason.message}`)
        part.lock.release().then(() => this.again())
      })
  }

  private again(): void {
    this.part = undefined
    if (this.leaving) return
    this.settle().catch((error: Error) => {
      this.options.say(`内嵌数据库无法打开，稍后重试：${error.message}`)
      setTimeout(() => this.again(), 1000)
    })
  }

  async leave(): Promise<void> {
    this.leaving = true
    await this.ready.catch(() => undefined)
    const part = this.part
    if (!part) return
    if (part.kind === 'guest') return part.sentinel.end()
    await guestsLeft(part.thread, this.options)
    await part.thread.close()
    rmSync(this.place.openSocket, { force: true })
    await part.lock.release()
  }
}

async function takePart(place: EmbeddedPlace, options: EmbeddedOptions): Promise<Part> {
  const since = Date.now()
  let said = false
  for (;;) {
    const lock = await takeFolder(place.dataDir)
    if (lock) return openAsOwner(place, options, lock)
    const sentinel = await comeIn(place, options.longLived ? longGuest : briefGuest)
    if (sentinel) return { kind: 'guest', sentinel }
    if (Date.now() - since > waitForOwner) {
      throw new DatabaseError('database.busy', `数据文件夹 ${place.dataDir} 被另一个进程占用而一直没有就绪，请结束该进程后再试。`)
    }
    if (!said && Date.now() - since > 3000) {
      said = true
      options.say('另一个进程正在准备数据库，等待中……')
    }
    await pause(50)
  }
}

async function openAsOwner(place: EmbeddedPlace, options: EmbeddedOptions, lock: FolderLock): Promise<Part> {
  let thread: DatabaseThread | undefined
  try {
    rmSync(place.openSocket, { force: true })
    if (!existsSync(place.database)) await createDatabase(place, options.root)
    rmSync(place.closedSocket, { force: true })
    thread = await startThread(place.database, place.closedSocket)
    await prepare(place, options.root)
    renameSync(place.closedSocket, place.openSocket)
    return { kind: 'owner', lock, thread }
  } catch (error) {
    await thread?.close()
    await lock.release()
    throw error
  }
}

/** Built beside and renamed when whole: an interrupted first start leaves no half database behind. */
async function createDatabase(place: EmbeddedPlace, root: string): Promise<void> {
  const unfinished = `${place.database}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  rmSync(place.closedSocket, { force: true })
  const thread = await startThread(unfinished, place.closedSocket)
  try {
    await prepare(place, root)
  } finally {
    await thread.close()
  }
  renameSync(unfinished, place.database)
}

async function prepare(place: EmbeddedPlace, root: string): Promise<void> {
  const config = { ...user, host: place.socketDir, port: closedPort }
  const client = new pg.Client(config)
  await client.connect()
  try {
    await assertCtype(client)
    const state = await migrationState(client, root)
    if (state.kind !== 'current') await deploy(config, root)
  } finally {
    await client.end()
  }
}

/** Null where nobody listens (yet). The connection stays: its end tells that the owner is gone. */
async function comeIn(place: EmbeddedPlace, name: string): Promise<pg.Client | null> {
  const sentinel = new pg.Client({ ...user, host: place.socketDir, port: openPort, application_name: name })
  sentinel.on('error', () => undefined)
  try {
    await sentinel.connect()
    await sentinel.query('SELECT 1')
    return sentinel
  } catch {
    return null
  }
}

/** Jobs would lose their work; servers take over by themselves. */
async function guestsLeft(thread: DatabaseThread, options: EmbeddedOptions): Promise<void> {
  const until = Date.now() + (options.longLived ? waitForGuests.server : waitForGuests.job)
  const jobs = () => thread.names().filter((name) => name === briefGuest).length
  if (jobs() > 0) options.say(`另有 ${jobs()} 个任务正在使用数据库，等它们结束后退出……`)
  while (jobs() > 0 && Date.now() < until) await pause(50)
}

/** pg's socket, which connects once somebody owns the database and listens: between two owners a query waits instead of failing. */
function patientSocket(ready: () => Promise<void>): net.Socket {
  const socket = new net.Socket()
  const connectNow = socket.connect.bind(socket)
  const connect = (path: string) => {
    reachable(path, ready).then(
      () => connectNow({ path }),
      (error: Error) => socket.destroy(error),
    )
    return socket
  }
  return Object.assign(socket, { connect })
}

async function reachable(path: string, ready: () => Promise<void>): Promise<void> {
  const until = Date.now() + waitForReturn
  await ready()
  while (!(await answers(path))) {
    if (Date.now() > until) throw new DatabaseError('database.lost', '内嵌数据库已停止，请稍后再试。')
    await pause(50)
    await ready()
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.connect({ path })
    probe.once('connect', () => resolve(true))
    probe.once('error', () => resolve(false))
    probe.once('connect', () => probe.destroy())
  })
}
