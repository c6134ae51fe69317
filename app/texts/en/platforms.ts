import type { platforms as zh } from '../zh-CN/platforms'

export const platforms: typeof zh = {
  title: 'Platforms',
  intro: 'The catalogue decides two things: which accounts count as “the same platform”, and where an account is counted in the bulletin.',
  uniquenessExplain:
    'Same-platform group: in principle a unit has one account per group (国办发〔2018〕123号 四(一)). Subscription and service accounts are both WeChat official accounts and share one slot. A platform whose accounts hold slots cannot change its group.',
  bulletinExplain: 'Bulletin group: the bulletin adds up over these five, and their sum is the total.',
  classExplain: 'Default class: used for accounts whose ledger names none. Service accounts have no update deadline.',
  columns: {
    name: 'Platform',
    uniquenessGroup: 'Same-platform group',
    bulletinGroup: 'Bulletin group',
    defaultClass: 'Default class',
    aliases: 'Other names',
    urlPatterns: 'URL patterns',
    active: 'In use',
    edit: 'Edit',
  },
  aliasesHint: 'Other spellings found in ledgers, one per line',
  urlPatternsHint: 'Regular expressions that tell the platform from a link, one per line',
  inactive: 'Off',
  inUse: 'In use',
  edit: 'Edit',
  editOf: 'Edit “{name}”',
  save: 'Save',
  cancel: 'Cancel',
  saved: 'Saved.',
  label: 'Platforms',
  none: '—',
  alone: 'On its own',
  sharedWith: 'Shared with {names}',
}
