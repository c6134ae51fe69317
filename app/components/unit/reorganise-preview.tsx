import { type Messages, useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { fieldId, type Refused } from '~/components/ui/form'
import { type Role, roles as allRoles } from '~/domain/context'
import { ConflictList, type ConflictRow } from './conflict-list'
import { Standing } from './unit-accounts'
import type { UnitOption } from './unit-form'

interface AccountRow {
  id: string
  name: string
  platform: string
  standing: string
  to: string | null
  place: string | null
}

export interface Preview {
  unit: { id: string; name: string }
  effectiveOn: string
  renamed: { from: string; to: string } | null
  parts: { ref: string; name: string }[]
  ends: boolean
  heir: string | null
  children: { id: string; name: string }[]
  supervised: { id: string; name: string }[]
  accounts: AccountRow[]
  conflicts: ConflictRow[]
  filings: {
    id: string
    number: string | null
    kind: keyof Messages['reorganise']['filingKinds']
    account: string | null
    place: string | null
  }[]
  people: { id: string; name: string; roles: string[]; place: string | null }[]
  hindrances: string[]
  mayGrant: boolean
}

interface PreviewProps {
  preview: Preview
  options: UnitOption[]
  typed: Refused
}

/** Everything a reorganisation would do, with what has to be settled before. */
export function ReorganisePreview({ preview, options, typed }: PreviewProps) {
  const t = useTranslations('reorganise')
  return (
    <>
      <section aria-labelledby="outcome">
        <h2 id="outcome">{t('outcomeTitle')}</h2>
        <div className="panel">
          <Outcome preview={preview} />
        </div>
      </section>
      {preview.hindrances.length > 0 && (
        <section className="conflict" aria-labelledby="hindrances">
          <h3 id="hindrances">{t('hindrancesTitle')}</h3>
          <ul>
            {preview.hindrances.map((hindrance) => (
              <li key={hindrance}>{hindrance}</li>
            ))}
          </ul>
        </section>
      )}
      <ConflictList conflicts={preview.conflicts} mayGrant={preview.mayGrant} typed={typed} />
      {!preview.renamed && <Accounts {...{ preview, options, typed }} />}
      {preview.filings.length > 0 && <Filings filings={preview.filings} />}
      {preview.people.length > 0 && <People people={preview.people} />}
    </>
  )
}

function Outcome({ preview }: { preview: Preview }) {
  const t = useTranslations('reorganise')
  const { unit, renamed, parts, ends, heir, children, supervised, effectiveOn: day } = preview
  const names = (units: { name: string }[]) => units.map(({ name }) => name).join('、')
  return (
    <ul className="plain-list">
      {renamed && <li>{t('renamed', renamed)}</li>}
      {ends && <li>{heir ? t('ends', { name: unit.name, day, heir }) : t('endsAlone', { name: unit.name, day })}</li>}
      {parts.map(({ ref, name }) => (
        <li key={ref}>{t('part', { name })}</li>
      ))}
      {children.length > 0 && <li>{t('children', { count: String(children.length), heir: heir ?? '', names: names(children) })}</li>}
      {supervised.length > 0 && (
        <li>{t('supervised', { count: String(supervised.length), heir: heir ?? '', names: names(supervised) })}</li>
      )}
      {!renamed && preview.accounts.length === 0 && <li>{t('noAccounts')}</li>}
    </ul>
  )
}

function Accounts({ preview, options, typed }: PreviewProps) {
  const t = useTranslations('reorganise')
  if (preview.accounts.length === 0) return null
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">{t('accountsTitle')}</h2>
      <DataTable
        caption={t('accountsTitle')}
        rows={preview.accounts}
        rowKey={(row) => row.id}
        empty={null}
        columns={[
          { key: 'name', title: t('accountColumns.name'), names: true, cell: (row) => row.name },
          { key: 'to', title: t('accountColumns.to'), cell: (row) => <Place row={row} {...{ preview, options, typed }} /> },
          { key: 'platform', title: t('accountColumns.platform'), cell: (row) => row.platform },
          { key: 'standing', title: t('accountColumns.standing'), cell: (row) => <Standing of={row.standing} /> },
        ]}
      />
    </section>
  )
}

/** Where one account goes: with the others, or to a unit of its own. */
function Place({ row, preview, options, typed }: PreviewProps & { row: AccountRow }) {
  const t = useTranslations('reorganise')
  const name = `places.${row.id}`
  const sent = typed.values[name]
  const usual = preview.ends ? (preview.heir && row.place ? row.place : t('homeless')) : t('stays')
  const chosen = typeof sent === 'string' ? sent : ''
  const others = [...preview.parts.map(({ ref, name: part }) => ({ id: ref, name: part })), ...options]
  return (
    <>
      <select id={fieldId(name)} name={name} defaultValue={chosen} key={chosen} aria-label={t('goes', { name: row.name })}>
        <option value="">{chosen && preview.ends ? (preview.heir ?? t('homeless')) : usual}</option>
        {others.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unit.name}
          </option>
        ))}
      </select>
      {row.to === null && <span className="wrong"> {t('homeless')}</span>}
    </>
  )
}

function Filings({ filings }: { filings: Preview['filings'] }) {
  const t = useTranslations('reorganise')
  return (
    <section aria-labelledby="filings">
      <h2 id="filings">{t('filingsTitle')}</h2>
      <p className="hint">{t('filingsHint')}</p>
      <DataTable
        caption={t('filingsTitle')}
        rows={filings}
        rowKey={(row) => row.id}
        empty={null}
        columns={[
          {
            key: 'number',
            title: t('filingColumns.number'),
            names: true,
            cell: (row) => <a href={`/filings/${row.id}`}>{row.number ?? t('draft')}</a>,
          },
          { key: 'kind', title: t('filingColumns.kind'), cell: (row) => t(`filingKinds.${row.kind}`) },
          { key: 'account', title: t('filingColumns.account'), cell: (row) => row.account ?? '—' },
          { key: 'to', title: t('filingColumns.to'), cell: (row) => row.place ?? t('homeless') },
        ]}
      />
    </section>
  )
}

function People({ people }: { people: Preview['people'] }) {
  const t = useTranslations('reorganise')
  const word = useTranslations('frame.roles')
  const named = (held: string[]) => allRoles.filter((role: Role) => held.includes(role)).map((role) => word(role))
  return (
    <section aria-labelledby="people">
      <h2 id="people">{t('peopleTitle')}</h2>
      <p className="hint">{t('peopleHint')}</p>
      <div className="panel">
        <ul className="plain-list">
          {people.map(({ id, name, roles, place }) => (
            <li key={id}>
              {place === null
                ? t('personLost', { name, roles: named(roles).join('、') })
                : t('personTo', { name, roles: named(roles).join('、'), place })}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
