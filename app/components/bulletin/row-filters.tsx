import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { Figures } from '~/domain/bulletin/bulletin'
import { levels } from '~/domain/supervision/level'
import { partKinds, partText, type RowQuery, resultKeys } from './row-query'

/** Part, level and result as a plain GET form. */
export function RowFilters({ id, query, figures }: { id: string; query: RowQuery; figures: Figures }) {
  const t = useTranslations('bulletins')
  const level = useTranslations('word.level')
  const parts = { tier: figures.byTier, group: figures.byGroup, unit: figures.byUnit, platform: figures.byPlatform }
  const titles = { tier: t('charts.tier'), group: t('charts.group'), unit: t('charts.unit'), platform: t('platform') }
  const all = <option value="">{t('rows.all')}</option>
  return (
    <Form method="get" className="filters plain-filters" key={JSON.stringify(query)}>
      <div className="filter filter-wide">
        <label htmlFor="filter-part">{t('rows.part')}</label>
        <select id="filter-part" name="part" defaultValue={query.part ? partText(query.part) : ''} data-set={query.part && ''}>
          {all}
          {partKinds.map((by) => (
            <optgroup key={by} label={titles[by]}>
              {parts[by].map((part) => (
                <option key={part.key} value={partText({ by, key: part.key })}>
                  {part.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <div className="filter filter-wide">
        <label htmlFor="filter-result">{t('rows.result')}</label>
        <select id="filter-result" name="result" defaultValue={query.result ?? ''} data-set={query.result && ''}>
          {all}
          {resultKeys.map((key) => (
            <option key={key} value={key}>
              {t(`rows.results.${key}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="filter">
        <label htmlFor="filter-level">{t('rows.level')}</label>
        <select id="filter-level" name="level" defaultValue={query.level ?? ''} data-set={query.level && ''}>
          {all}
          {levels.map((key) => (
            <option key={key} value={key}>
              {level(key)}
            </option>
          ))}
        </select>
      </div>
      <div className="filter-actions">
        <button className="button" type="submit">
          {t('rows.show')}
        </button>
        {Object.keys(query).length > 0 && (
          <Link className="button quiet" to={`/bulletins/${id}/rows`}>
            {t('rows.clear')}
          </Link>
        )}
      </div>
    </Form>
  )
}
