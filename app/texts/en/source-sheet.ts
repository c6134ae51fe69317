import type { sourceSheet as zh } from '../zh-CN/source-sheet'

export const sourceSheet: typeof zh = {
  back: 'Collection',
  title: 'Import sources',
  intro:
    'Checked first, written after: you see what a sheet would add before anything is written. Sources that stand are left as they are.',
  sheet: 'Sheet of sources',
  sheetHint:
    'A row is one source of one account: a feed, a column of a site, an app or Weibo. Other kinds need an authorisation each; add them on the page of sources.',
  templateTitle: 'Blank template',
  templateHint: 'With notes on how to fill it in, and the names of the authorisations there are.',
  template: 'Sources',
  report: {
    back: 'Import sources',
    title: 'What the check of the sheet found',
    create: 'Sources to add',
    created: 'Sources added',
    known: 'There already',
    idle: 'All sources of the sheet are registered; there is nothing to add.',
    toList: 'To the sources',
  },
}
