import { useTranslations } from 'use-intl'
import { fieldId, type Refused } from '~/components/ui/form'
import { type Role, roles } from '~/domain/context'
import { threeAdmins } from '~/domain/member/member'

const admins: readonly Role[] = threeAdmins

/** The roles a person has or is to have, each with what it does. */
export function RoleChoice({ held, problem }: { held: readonly Role[]; problem: Refused | undefined }) {
  const t = useTranslations('act.grant')
  const typed = problem?.values.roles
  const chosen: readonly string[] = problem ? (Array.isArray(typed) ? typed : []) : held
  const wrong = problem?.fields.roles
  return (
    <div id={fieldId('roles')} tabIndex={-1}>
      {wrong && <p className="wrong">{wrong}</p>}
      <Group title={t('business')} of={roles.filter((role) => !admins.includes(role))} chosen={chosen} />
      <Group title={t('admins')} of={admins} chosen={chosen} />
    </div>
  )
}

function Group({ title, of, chosen }: { title: string; of: readonly Role[]; chosen: readonly string[] }) {
  const name = useTranslations('frame.roles')
  const means = useTranslations('me.roleMeans')
  return (
    <fieldset className="place">
      <legend>{title}</legend>
      {of.map((role) => (
        <label key={role} className="check">
          <input type="checkbox" name="roles[]" value={role} defaultChecked={chosen.includes(role)} />
          <span>
            <strong>{name(role)}</strong> <span className="hint">{means(role)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
