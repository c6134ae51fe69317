import { ZodError } from 'zod'
import { DomainError, NotFound, Usage } from '~/domain/errors'
import { DatabaseError } from '~/infra/database-error'
import { SettingError } from '~/infra/env.server'

export interface Refusal {
  exit: 1 | 2
  error: { code: string; message: string; detail?: Record<string, unknown> }
}

/** What a command answers instead of a result: 1 where the content was refused, 2 where it was called wrongly or something cannot be opened. */
export function refusalOf(thrown: unknown): Refusal {
  if (thrown instanceof DomainError) {
    const { code, message, detail } = thrown
    const exit = thrown instanceof Usage || thrown instanceof NotFound ? 2 : 1
    return { exit, error: { code, message, ...(Object.keys(detail).length > 0 && { detail }) } }
  }
  if (thrown instanceof ZodError) return { exit: 2, error: { code: 'usage', message: thrown.issues.map(nameIssue).join('；') } }
  if (thrown instanceof DatabaseError || thrown instanceof SettingError)
    return { exit: 2, error: { code: thrown.code, message: thrown.message } }
  const code = codeOf(thrown)
  if (code === 'ENOENT') return { exit: 2, error: { code: 'file.missing', message: `没有这个文件：${pathOf(thrown)}` } }
  if (code === 'EACCES' || code === 'EISDIR' || code === 'ENOTDIR') {
    return { exit: 2, error: { code: 'file.unreadable', message: `打不开文件：${pathOf(thrown)}` } }
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { exit: 2, error: { code: 'internal', message: `系统出错：${message}` } }
}

function nameIssue(issue: ZodError['issues'][number]): string {
  return `${issue.path.join('.')} ${issue.message}`.trim()
}

function codeOf(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null
}

function pathOf(thrown: unknown): string {
  return thrown instanceof Error && 'path' in thrown && typeof thrown.path === 'string' ? thrown.path : ''
}
