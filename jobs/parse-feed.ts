import { readFile } from 'node:fs/promises'
import { type Feed, readFeed } from '~/domain/activity/feed.server'
import { collectErrorOf } from '~/domain/activity/fetch-failure'
import { Invalid, Usage } from '~/domain/errors'
import { readSettings } from '~/infra/env.server'
import { FetchError } from '~/infra/fetch-guard.server'
import { createSafeFetch } from '~/infra/safe-fetch.server'
import type { Job, JobCall } from './job'

interface Document {
  bytes: Uint8Array
  contentType: string | null
  address?: string
}

/** Shows what the collector would read from a feed. Opens no database. Exit 1 when the content is refused, 2 when it cannot be opened. */
export const job: Job = {
  name: 'parse-feed',
  usage: 'parse-feed <file or url>\n读取一个信息源（RSS、RDF、Atom、JSON Feed），列出其中的条目；网址经过与采集相同的安全检查。',
  database: false,
  async run(call) {
    const [name, ...rest] = call.args
    if (!name || rest.length > 0) throw new Usage('usage', '请给出一个文件或网址：parse-feed <file or url>')
    const { bytes, contentType, address } = await open(name, call)
    try {
      const feed = readFeed(bytes, contentType, address)
      return { exit: 0, json: documentOf(feed), text: textOf(feed) }
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const { code, message } = error
      return { exit: 1, json: { format: null, items: [], notes: [message], error: { code, message } }, text: message }
    }
  },
}

async function open(name: string, call: JobCall): Promise<Document> {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return { bytes: await readFile(call.path(name)), contentType: null }
  try {
    const fetched = await createSafeFetch({ allow: readSettings().allowCidr })(name)
    return { bytes: fetched.body, contentType: fetched.contentType, address: fetched.url }
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    const { code, message } = collectErrorOf(error, new Date())
    throw new Usage(code, message)
  }
}

function documentOf({ format, items, notes }: Feed) {
  return { format, items: items.map(({ title, url, publishedAt, extKey }) => ({ title, url, publishedAt, extKey })), notes }
}

function textOf({ format, items, notes }: Feed): string {
  const lines = items.map((item) => `${item.publishedAt?.toISOString() ?? '时间不明'}  ${item.title ?? '（无标题）'}  ${item.url ?? ''}`)
  return [`${format}，${items.length} 条`, ...lines, ...notes].join('\n')
}
