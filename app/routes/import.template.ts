import type { LoaderFunctionArgs } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'
import { download, xlsxType } from '~/api/download.server'

const names = { ledger: '账号台账模板', statements: '发文情况汇总模板', posts: '发文明细模板' } as const

/** An empty sheet to fill in. */
export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const wanted = new URL(request.url).searchParams.get('kind')
  const kind = wanted === 'statements' || wanted === 'posts' ? wanted : 'ledger'
  const bytes = kind === 'ledger' ? await api.ledger.template() : await api.activity.template({ kind })
  return download({ name: `${names[kind]}.xlsx`, type: xlsxType, bytes })
}
