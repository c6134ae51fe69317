import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import busboy from 'busboy'
import { may, type ProcedureName } from '~/domain/member/access'
import { getRuntime } from '~/infra/runtime.server'
import { requirePerson } from './caller.server'
import { contextOf } from './context.server'
import { refusalResponse } from './errors.server'
import { type FormValues, problem } from './form.server'

const largest = 20_000_000

/** A file of a form, kept in the file store under the hash of its content; the name is only for people to read. */
export interface Upload {
  fileHash: string
  fileName: string
}

export function isUpload(request: Request): boolean {
  return /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '')
}

/**
 * Takes the one file of a form in, at most 20 MB, for someone who may call `wanted`. Nothing is read before that is known.
 * Without a usable file: a FormProblem at the field 'file', which says `missing` where none was `given`.
 */
export async function receiveUpload(request: Request, wanted: ProcedureName, missing = '请选择一个 .xlsx 或 .csv 文件。') {
  const { actor } = await requirePerson(request)
  if (!may(actor.roles, wanted)) {
    const ctx = await contextOf(request)
    await ctx.record('access.refused', { subject: { type: 'procedure', id: wanted }, success: false })
    throw refusalResponse(403, {}, request)
  }
  const { values, file } = await readForm(request)
  const refused = (message: string) => ({
    ...{ values, upload: null, given: file !== null },
    refused: problem(422, { fields: { file: message }, values }),
  })
  if (!file || file.bytes.length === 0) return refused(file ? '这个文件是空的，请重新选择。' : missing)
  if (file.truncated) return refused('文件超过 20 MB，请拆成几个文件分别上传。')
  const upload: Upload = { fileHash: await getRuntime().files.put(file.bytes), fileName: file.name }
  return { values, upload, given: true, refused: null }
}

interface ReceivedFile {
  name: string
  bytes: Buffer
  truncated: boolean
}

async function readForm(request: Request): Promise<{ values: FormValues; file: ReceivedFile | null }> {
  const values: FormValues = {}
  let file: ReceivedFile | null = null
  if (!request.body) return { values, file }
  const parser = parserOf(request)
  parser.on('field', (name, value) => {
    values[name] = value
  })
  parser.on('file', (_field, stream, { filename }) => {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('close', () => {
      const truncated = Reflect.get(stream, 'truncated') === true
      if (filename) file = { name: plainName(filename), bytes: truncated ? Buffer.alloc(1) : Buffer.concat(parts), truncated }
    })
  })
  await new Promise<void>((resolve, reject) => {
    parser.once('close', resolve)
    parser.once('error', () => reject(broken(request)))
    Readable.fromWeb(request.body as ReadableStream)
      .once('error', reject)
      .pipe(parser)
  })
  return { values, file }
}

function parserOf(request: Request) {
  try {
    return busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      defParamCharset: 'utf8',
      limits: { fileSize: largest, files: 1, fields: 10, fieldSize: 10_000 },
    })
  } catch {
    throw broken(request) // the form names no boundary
  }
}

function broken(request: Request): Response {
  return refusalResponse(422, { message: '上传没有完成，请重新选择文件。' }, request)
}

/** The last part of a path, without what could hide or break a name on a screen or in a header. */
export function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^[\s.]+/, '')
    .trim()
  return plain.slice(-120) || '未命名'
}
