import type { frame as zh } from '../zh-CN/frame'

export const frame: typeof zh = {
  product: 'Zhangben',
  productFull: 'Zhangben · filing and monitoring of government new media',
  skip: 'Skip to content',
  menu: 'Menu',
  mainNavigation: 'Main navigation',
  signOut: 'Sign out',
  passwordEnds: 'Your password expires {days, plural, =0 {today} one {in # day} other {in # days}}.',
  changePassword: 'Change it',
  wholeInstallation: 'All units',
  demo: 'Demo data: unit names are real; accounts, people and figures are invented',
  language: 'Language',
  nav: {
    overview: 'Overview',
    accounts: 'Accounts',
    import: 'Ledger import',
    findings: 'Findings',
    bulletins: 'Bulletins',
    platforms: 'Platforms',
    audit: 'Audit',
  },
  roles: {
    registrar: 'Registrar',
    reporter: 'Reporter',
    unitLeader: 'Unit leader',
    leadership: 'Leadership',
    inspector: 'Inspector',
    systemAdmin: 'System administrator',
    securityAdmin: 'Security administrator',
    auditor: 'Auditor',
  },
}
