import { hash, verify } from '@node-rs/argon2'
import PQueue from 'p-queue'
import { TooMany } from '~/domain/errors'

/** argon2id is the library's default algorithm; the cost is OWASP's second recommendation (19 MiB, 2 passes). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Half of the process's thread pool: a flood of sign-ins leaves room for files and names to be looked up. */
const work = new PQueue({ concurrency: 2 })
const mostWaiting = 100

/** A PHC string. @throws TooMany */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFKC'), cost))
}

/** @throws TooMany */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return inTurn(() => verify(passwordHash, password.normalize('NFKC')))
}

let nobody: Promise<string> | undefined

/** The hash that stands for people who do not exist: compared with it, a sign-in costs the same as any other. */
export function nobodysHash(): Promise<string> {
  nobody ??= hash('nobody has this password', cost)
  return nobody
}

function inTurn<T>(task: () => Promise<T>): Promise<T> {
  if (work.size >= mostWaiting) return Promise.reject(new TooMany(5, '登录的人太多，请 5 秒后再试。'))
  return work.add(task)
}
