import { lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseError } from './database-error'
import { hashOf } from './embedded-lock.server'

/** Where the parts of an embedded database lie. pg finds a socket by the name `.s.PGSQL.<port>`. */
export interface EmbeddedPlace {
  dataDir: string
  database: string
  socketDir: string
  /** While the owner prepares the database. */
  closedSocket: string
  /** Once others may come in. */
  openSocket: string
}

export const closedPort = 5431
export const openPort = 5432
/** The kernel takes 107 bytes; some tools fewer. */
const longestSocketPath = 100

/** Makes the data folder and its socket folder (0700) and says where things are. */
export function placeOf(dataDir: string): EmbeddedPlace {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const real = realpathSync(dataDir)
  const socketDir = socketFolder(real)
  return {
    dataDir: real,
    database: path.join(real, 'database'),
    socketDir,
    closedSocket: path.join(socketDir, `.s.PGSQL.${closedPort}`),
    openSocket: path.join(socketDir, `.s.PGSQL.${openPort}`),
  }
}

function socketFolder(real: string): string {
  const near = path.join(real, 'socket')
  const fits = Buffer.byteLength(path.join(near, `.s.PGSQL.${openPort}`)) <= longestSocketPath
  const dir = fits ? near : path.join(tmpdir(), `zhangben-${hashOf(real)}`)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const found = lstatSync(dir)
  if (!found.isDirectory() || (found.mode & 0o077) !== 0 || found.uid !== process.getuid?.()) {
    throw new DatabaseError('database.socket-folder', `文件夹 ${dir} 须属于当前用户且权限为 0700，请改正或删除后再试。`)
  }
  return dir
}
