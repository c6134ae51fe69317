import { type Role, roles } from '~/domain/context'
import { access, type ProcedureName, type Reach, reachOf } from './access'

export interface Right {
  procedure: ProcedureName
  /** How far each role reaches; a role that is not there may not. */
  reach: Partial<Record<Role, Reach>>
}

/** The access table as an assessor reads it: every procedure, and who reaches how far with it. */
export function rightsTable(): Right[] {
  const procedures = Object.keys(access) as ProcedureName[]
  return procedures.map((procedure) => {
    const held = roles.flatMap((role) => {
      const reach = reachOf([role], procedure)
      return reach ? [[role, reach] as const] : []
    })
    return { procedure, reach: Object.fromEntries(held) }
  })
}
