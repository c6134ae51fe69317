import type { LoaderFunctionArgs } from '@remix-run/node'
import { type SheetInput, sheetInput } from '~/domain/activity/inputs'
import { refusalResponse } from './errors.server'

/** The sheet an address names by its content, and where its page of problems begins. @throws Response 404 */
export function sheetAt(request: Request, params: LoaderFunctionArgs['params'], unnamed: string): { sheet: SheetInput; after: number } {
  const { searchParams } = new URL(request.url)
  const sheet = sheetInput.safeParse({ fileHash: params.fileHash, fileName: searchParams.get('name') || unnamed })
  if (!sheet.success) throw refusalResponse(404, {}, request)
  return { sheet: sheet.data, after: Math.max(0, Math.trunc(Number(searchParams.get('after'))) || 0) }
}
