import type { Api } from './caller.server'

/** The places a list can be narrowed to: the offices below the top of what the person sees. */
export async function placesFor(api: Api) {
  const tops = await api.unit.list({})
  const below = await Promise.all(tops.map((top) => api.unit.list({ parentId: top.id })))
  return below.flat().filter((unit) => unit.kind === 'OFFICE' && unit.children > 0)
}
