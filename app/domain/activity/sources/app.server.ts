import type { Adapter, LookCall } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { FetchError } from '~/infra/fetch-guard.server'

/** Whether the page an app is downloaded from is there. It sees no posts, and says nothing of whether the app itself works. */
export const appAdapter: Adapter = async (call) => {
  const { url } = call.source
  if (url === null) throw new CollectError('config', 'source.no-address', '没有填写应用的下载地址，请补填。')
  const { status, date } = (await ask(call, url, 'HEAD').catch(doubtful)) ?? (await ask(call, url, 'GET').catch(definite))
  return { posts: [], covers: null, skipped: 0, notes: ['应用下载地址可以打开。'], status, date }
}

interface Answered {
  status: number
  date: Date | null
}

/** What is too large to read is there, and is not downloaded. */
async function ask({ fetch, signal }: LookCall, url: string, method: 'HEAD' | 'GET'): Promise<Answered> {
  try {
    return await fetch(url, { method, signal })
  } catch (error) {
    if (signal.aborted || !(error instanceof FetchError)) throw error
    const { kind, status = 0 } = error
    if (kind === 'tooLarge') return { status: 200, date: null }
    if (kind === 'http' && status >= 300 && status < 400) return { status, date: null }
    throw error
  }
}

/** Many servers answer HEAD wrongly, by 405, 501 and others: what it says against a page counts only once GET says so too. */
function doubtful(error: unknown): null {
  if (error instanceof FetchError && error.kind !== 'blocked') return null
  throw error
}

function definite(error: unknown): never {
  const status = error instanceof FetchError ? (error.status ?? 0) : 0
  if (status === 404 || status === 410) {
    throw new CollectError('config', 'app.gone', '应用下载地址已不可用（页面不存在）。请核对应用是否已下架，或更新下载地址。')
  }
  if (status < 400 || status >= 500 || [408, 425, 429].includes(status)) throw error
  throw new CollectError(
    'blocked',
    `app.status-${status}`,
    `应用下载地址拒绝访问（HTTP ${status}），不能确认应用是否可用。请人工打开核对。`,
  )
}
