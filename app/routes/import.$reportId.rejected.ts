import type { LoaderFunctionArgs } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'
import { download, xlsxType } from '~/api/download.server'

/** The rejected rows of a report as a sheet to mend and upload again. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const bytes = await api.ledger.rejected({ reportId: params.reportId ?? '' })
  return download({ name: '退回的行.xlsx', type: xlsxType, bytes })
}
