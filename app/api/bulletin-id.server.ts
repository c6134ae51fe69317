import { z } from 'zod'
import { refusalResponse } from './errors.server'

/** The bulletin of an address; an id that is none is answered like one that does not exist. */
export function bulletinIdOf(request: Request, params: { id?: string | undefined }): string {
  const id = z.uuid().safeParse(params.id)
  if (!id.success) throw refusalResponse(404, {}, request)
  return id.data
}
