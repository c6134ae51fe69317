import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { type Messages, useTranslations } from 'use-intl'
import { StandingMark } from '~/components/account/standing-mark'
import { DataTable } from '~/components/ui/data-table'
import { Moment } from '~/components/ui/figures'
import type { Standing } from '~/domain/account/account'
import type { ConfirmationAnswer } from '~/domain/filing/confirmation'

export interface ConfirmationRow {
  id: string
  name: string
  platform: string
  standing: Standing
  filingNo: string | null
  platformAccountId: string | null
  url: string | null
  certifiedSubject: string | null
  openedOn: string | null
  leader: string | null
  contactName: string | null
  contactPhone: string | null
  operatorKind: string | null
  operatorOrg: string | null
  answer: ConfirmationAnswer | null
  at: Date | null
  by: string | null
}

/** Every account with its record, and what was answered. */
export function ConfirmationTable({ rows }: { rows: ConfirmationRow[] }) {
  const t = useTranslations('confirmation')
  return (
    <DataTable
      caption={t('tableLabel')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<p className="panel hint">{t('none')}</p>}
      columns={[
        { key: 'account', title: t('columns.account'), names: true, cell: (row) => <Account row={row} /> },
        { key: 'answer', title: t('columns.answer'), cell: (row) => <Answer row={row} /> },
        { key: 'record', title: t('columns.record'), cell: (row) => <Record row={row} /> },
        { key: 'people', title: t('columns.people'), cell: (row) => <People row={row} /> },
      ]}
    />
  )
}

function Account({ row }: { row: ConfirmationRow }) {
  return (
    <>
      <Link to={`/accounts/${row.id}`}>{row.name}</Link>
      <br />
      {row.platform} · <StandingMark standing={row.standing} />
    </>
  )
}

function Record({ row }: { row: ConfirmationRow }) {
  return (
    <dl className="record-list">
      <Entry name="filingNo">{row.filingNo}</Entry>
      <Entry name="platformAccountId">{row.platformAccountId}</Entry>
      <Entry name="certifiedSubject">{row.certifiedSubject}</Entry>
      <Entry name="openedOn">{row.openedOn}</Entry>
      <Entry name="url">{row.url}</Entry>
    </dl>
  )
}

function People({ row }: { row: ConfirmationRow }) {
  const t = useTranslations('confirmation.operators')
  const operator = row.operatorKind === 'outsourced' ? t('outsourced', { org: row.operatorOrg ?? '' }) : row.operatorKind && t('self')
  return (
    <dl className="record-list">
      <Entry name="leader">{row.leader}</Entry>
      <Entry name="contact">{[row.contactName, row.contactPhone].filter(Boolean).join(' ')}</Entry>
      <Entry name="operator">{operator}</Entry>
    </dl>
  )
}

function Entry({ name, children }: { name: keyof Messages['confirmation']['fields']; children: ReactNode }) {
  const t = useTranslations('confirmation')
  return (
    <div>
      <dt>{t(`fields.${name}`)}</dt>
      <dd>{children || <span className="unknown">{t('unknown')}</span>}</dd>
    </div>
  )
}

function Answer({ row }: { row: ConfirmationRow }) {
  const t = useTranslations('confirmation')
  if (row.answer === null) return <Choices id={row.id} />
  return (
    <>
      <strong>{t(`answered.${row.answer}`)}</strong>
      <br />
      <span className="hint small">
        {t('by', { by: row.by ?? '' })}
        {row.at && <Moment at={row.at} />}
      </span>
      {row.answer === 'changed' && (
        <>
          <br />
          <a href={`/filings/new?kind=change&account=${row.id}`}>{t('toFiling')}</a>
        </>
      )}
    </>
  )
}

function Choices({ id }: { id: string }) {
  const t = useTranslations('confirmation')
  return (
    <Form method="post" className="answer-forms">
      <input type="hidden" name="accountId" value={id} />
      <button className="button quiet" type="submit" name="intent" value="one">
        {t('unchanged')}
      </button>
      <button className="button quiet" type="submit" name="intent" value="changed">
        {t('changed')}
      </button>
    </Form>
  )
}
