import { z } from 'zod'

/** The id of an address. One that is none is answered like one that does not exist. */
export function filingIdOf(params: { id?: string | undefined }): string {
  return uuidOr404(params.id)
}

export function uuidOr404(text: string | undefined): string {
  const id = z.uuid().safeParse(text)
  return id.success ? id.data : '00000000-0000-0000-0000-000000000000'
}
