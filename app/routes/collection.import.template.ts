import type { LoaderFunctionArgs } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'
import { download, xlsxType } from '~/api/download.server'

/** An empty sheet of sources to fill in. */
export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  return download({ name: '采集来源模板.xlsx', type: xlsxType, bytes: await api.sourceSheet.template() })
}
