import { z } from 'zod'
import { CollectError } from '~/domain/activity/collect-error'
import { parseFeedDate } from '~/domain/activity/feed-date'

/** The widest count the registry keeps. */
const largest = 2_147_483_647

/** A count as platforms write it, a number or its digits. Whatever else stands there is unknown, never 0. */
export const count = z.unknown().transform(countOf).optional()

/** A code or a number of seconds, written like a count. */
export const code = z.unknown().transform(codeOf).optional()

/** True as platforms write it; what is missing is not. */
export const flag = z
  .unknown()
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true')
  .optional()

/** An id, kept as text: a number too long to be exact is none. */
export const id = z.unknown().transform(idOf).optional()

/** A token: platforms' own are hundreds of characters long. */
export const tokenText = z.string().regex(/^\S{1,4000}$/)

/** What a person may read, null when there is nothing. */
export const text = z.unknown().transform(textOf).optional()

/** A moment in seconds or milliseconds since 1970, null when it is neither. */
export const moment = z.unknown().transform(momentOf).optional()

/** Items looked at one by one, so that a broken one does not take the others with it. */
export const list = z.array(z.unknown())

function countOf(value: unknown): number | undefined {
  const number = codeOf(value)
  return number !== undefined && number >= 0 && number <= largest ? number : undefined
}

function codeOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}

function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : undefined
  return typeof value === 'string' && /^\S{1,200}$/.test(value) ? value : undefined
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 500) : null
}

function momentOf(value: unknown): Date | null {
  const digits = typeof value === 'number' ? String(value) : value
  return typeof digits === 'string' && /^(\d{10}|\d{13})$/.test(digits) ? parseFeedDate(digits) : null
}

/**
 * An answer in the form the documents give it.
 * @throws CollectError 'parse'
 */
export function parsed<T>(schema: z.ZodType<T>, answer: unknown, platform: string): T {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  throw new CollectError('parse', `${platform}.unexpected`, '对方返回的数据与接口文档不符，没有采用。请联系系统管理员。')
}

/** The items that can be read, and how many cannot. */
export function each<T>(schema: z.ZodType<T>, items: readonly unknown[]): { items: T[]; unread: number } {
  const results = items.map((item) => schema.safeParse(item))
  const read = results.flatMap((result) => (result.success ? [result.data] : []))
  return { items: read, unread: items.length - read.length }
}

/** What a platform says with a code nobody here knows: not guessed at. */
export function unknownCode(platform: string, number: number): CollectError {
  return new CollectError('parse', `${platform}.${number}`, `对方返回了未知的错误代码 ${number}，没有采用。请联系系统管理员。`)
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }

/** The beginning of a text without markup, on one line. */
export function plain(marked: string | null | undefined, most: number): string | null {
  const bare = (marked ?? '')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_whole, name: string) => entities[name] ?? '')
    .replace(/[\s\u200b]+/g, ' ')
    .trim()
  return bare === '' ? null : [...bare].slice(0, most).join('')
}

export function webLink(link: string | null | undefined): string | null {
  return link && /^https?:\/\//i.test(link) && URL.canParse(link) ? link : null
}
