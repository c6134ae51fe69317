import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { type Messages, useTranslations } from 'use-intl'
import type { UnitKind } from '~/domain/unit/claim'
import type { Tier } from '~/domain/unit/tier'

interface Neighbour {
  id: string | null
  name: string
}

export interface UnitParts {
  id: string
  name: string
  nameComplete: boolean
  aliases: string[]
  tier: Tier
  kind: UnitKind
  divisionCode: string
  division: string | null
  uscc: string | null
  parent: Neighbour | null
  supervising: Neighbour | null
  validFrom: string | null
  validTo: string | null
  children: number
  people: number
  top: boolean
}

/** What is entered of a unit. */
export function UnitFacts({ unit }: { unit: UnitParts }) {
  const t = useTranslations('unit')
  const tier = useTranslations('word.tier')
  const kinds = useTranslations('units.kinds')
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">{t('facts')}</h2>
      <dl className="facts">
        <Fact name="tier">{tier(unit.tier)}</Fact>
        <Fact name="kind">{kinds(unit.kind)}</Fact>
        <Fact name="division">{`${unit.division ?? ''} ${unit.divisionCode}`}</Fact>
        <Fact name="uscc">{unit.uscc}</Fact>
        <Fact name="parent">{unit.parent ? <Named unit={unit.parent} /> : t('top')}</Fact>
        <Fact name="supervising">
          {unit.supervising ? <Named unit={unit.supervising} /> : unit.top ? t('top') : <span className="wrong">{t('missing')}</span>}
        </Fact>
        <Fact name="valid">{t('fromTo', { from: unit.validFrom ?? t('sinceUnknown'), to: unit.validTo ?? t('open') })}</Fact>
        <Fact name="people">{t('people', { count: String(unit.people) })}</Fact>
        <Fact name="children">
          {unit.children > 0 && <Link to={`/units?under=${unit.id}`}>{t('childrenCount', { count: String(unit.children) })}</Link>}
        </Fact>
        <Fact name="aliases" wide>
          {unit.aliases.join('、')}
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, wide, children }: { name: keyof Messages['unit']['fields']; wide?: boolean; children: ReactNode }) {
  const t = useTranslations('unit')
  return (
    <div className={wide ? 'all-facts' : undefined}>
      <dt>{t(`fields.${name}`)}</dt>
      <dd>{children || <span className="unknown">{t('none')}</span>}</dd>
    </div>
  )
}

/** A unit outside one's own has no page. */
function Named({ unit: { id, name } }: { unit: Neighbour }) {
  return id ? <Link to={`/units/${id}`}>{name}</Link> : name
}
