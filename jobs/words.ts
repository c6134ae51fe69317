import { Usage } from '~/domain/errors'
import type { Job } from './job'

export interface Words {
  args: string[]
  flags: Record<string, string | true>
}

/** The first line of a usage text; the flags a job accepts are those named there. */
export function synopsisOf(job: Job): string {
  return job.usage.split('\n')[0]?.trim() ?? ''
}

/**
 * Splits the words of a command line by the job's own synopsis, so that `--dry-run file` does not swallow the file.
 * @throws Usage 'usage'
 */
export function parseWords(job: Job, words: string[]): Words {
  const takesValue = flagsOf(synopsisOf(job))
  const args: string[] = []
  const flags: Record<string, string | true> = {}
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') return { args: [...args, ...rest], flags }
    if (!word.startsWith('--')) {
      args.push(word)
      continue
    }
    const [name = '', written] = splitOnce(word.slice(2), '=')
    const wants = takesValue.get(name)
    if (wants === undefined) throw usageError(job, `没有 --${name} 这个选项。`)
    if (!wants && written !== undefined) throw usageError(job, `--${name} 不带值。`)
    flags[name] = wants ? wordAfter(job, name, written ?? rest.shift()) : true
  }
  return { args, flags }
}

export function usageError(job: Job, message: string): Usage {
  return new Usage('usage', `${message}用法：${synopsisOf(job)}`)
}

function wordAfter(job: Job, name: string, value: string | undefined): string {
  if (value === undefined || value === '' || value.startsWith('--')) throw usageError(job, `--${name} 后面缺少值。`)
  return value
}

/** Flag → whether a value follows: `[--dry-run]` none, `--as-of <day>` and `--format docx|xlsx` one. */
function flagsOf(synopsis: string): Map<string, boolean> {
  const found = synopsis.matchAll(/--([a-z][a-z-]*)(?:[ =](?!\[|-)([^\s\]]+))?/g)
  return new Map([...found].map(([, name = '', value]) => [name, value !== undefined]))
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}
