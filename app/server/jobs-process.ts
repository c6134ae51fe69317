import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { log } from '~/infra/log.server'

const script = 'jobs/main.ts'
const firstPause = 1000
const longestPause = 60_000
/** Longer than the jobs process gives the work under way. */
const patience = 65_000

export interface JobsProcess {
  stop(): Promise<void>
}

/**
 * Runs the timetable and its workers beside the server as a process of their own, started by path: nothing in app/ imports jobs/.
 * A process that ends is started again, after a pause that doubles up to a minute.
 */
export function superviseJobs(): JobsProcess {
  let child: ChildProcess | undefined
  let pause = firstPause
  let timer: NodeJS.Timeout | undefined
  let stopping = false

  const start = () => {
    const started = Date.now()
    child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('exit', (code, signal) => {
      child = undefined
      if (stopping) return
      if (Date.now() - started > longestPause) pause = firstPause
      log.warn({ code, signal, pause }, 'jobs process ended, will be started again')
      timer = setTimeout(start, pause)
      pause = Math.min(pause * 2, longestPause)
    })
  }
  start()

  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      if (!child) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const force = setTimeout(() => child?.kill('SIGKILL'), patience)
      await ended
      clearTimeout(force)
    },
  }
}
