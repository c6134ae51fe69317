export const privacy = {
  title: 'Protection of personal data',
  lead: 'This system collects only the personal data that filing and monitoring government new media needs. Here is what is kept, why, for how long, who sees it, and how you exercise your rights.',
  what: {
    title: 'What is kept, why, for how long',
    item: 'What',
    why: 'Why and where from',
    howLong: 'How long',
    entry: {
      item: 'Name, user name, unit, roles',
      why: 'To know who somebody is and what they may do. The system administrator enters name and unit, the security administrator grants roles, you choose the user name.',
      howLong: 'While in use; after leaving and being disabled you may ask for erasure.',
    },
    credentials: {
      item: 'Password, key of the second factor, single sign-on number',
      why: 'Signing in. Of the password only a one-way hash is kept, the key is encrypted; no administrator can read either.',
      howLong: 'While in use; hashes of the last {passwords} passwords prevent their reuse.',
    },
    sessions: {
      item: 'Sign-in times, network address, kind of browser, last activity',
      why: 'To notice sign-ins that are not yours; you see them under “My account”. Recorded automatically.',
      howLong: 'A session ends after {idle} minutes without activity or {absolute} hours in all; its record is kept {sessions} days.',
    },
    audit: {
      item: 'Audit: who (a number), when, from where, what was done',
      why: 'Required by the Cybersecurity Law and the graded protection scheme. No names stand in the audit, only numbers.',
      howLong: 'At least {auditDays} days, usually {auditYears} years; it cannot be changed or deleted earlier.',
    },
    failures: {
      item: 'Number of failed sign-ins',
      why: 'Against guessing passwords. Only a hash of user name and address is kept.',
      howLong: '{throttleHours} hours.',
    },
    drafts: {
      item: 'A form not sent when the session ended',
      why: 'Given back to you after signing in again. Encrypted, without passwords.',
      howLong: '{draftHours} hours, {drafts} per person at most.',
    },
    contacts: {
      item: 'Names and telephone numbers of account contacts',
      why: 'Asked for by the filing; from the units’ ledgers. Numbers are masked; seeing one whole is audited.',
      howLong: 'With the account’s registration.',
    },
    acts: {
      item: 'Names in registered records: who confirmed, approved, imported, drafted',
      why: 'The record of who is responsible for an official act.',
      howLong: 'Kept with that record as archive, not erased with the person.',
    },
  },
  idle: {
    title: 'When you do not sign in for long',
    text: 'An account nobody has signed in to for {disable} days is disabled; from {warn} days on it is marked. The system administrator can enable it again.',
  },
  who: {
    title: 'Who sees it',
    self: 'You: all of it.',
    system: 'The system administrator: name, user name, unit, roles, sign-ins. Neither passwords nor business.',
    security: 'The security administrator: name, user name, unit, roles, whether a second factor is set up.',
    auditor: 'The auditor: the audit.',
    others: 'Staff of the same territory: names in registered records, account contacts (numbers masked).',
    nobody:
      'It is given to nobody else, not used for profiling or automated decisions, not sent abroad; pages load nothing from third parties.',
  },
  cookies: {
    title: 'What stays in your browser',
    text: 'The sign-in token, your language, and for a few minutes an encrypted note during single sign-on or when a one-time link is made. No statistics, no advertising.',
  },
  rights: {
    title: 'Your rights and how to exercise them',
    see: 'See and copy: download it under “My account”, or ask the system administrator for an export.',
    correct:
      'Correct: for a wrong name, ask the system administrator to disable the entry and enter you anew; for roles and unit ask the security administrator.',
    erase:
      'Erase: once disabled, ask the system administrator. Name, user name, password, second factor, single sign-on, addresses and devices are erased for good; the audit keeps a number alone, and the addresses in it go when its term ends.',
    complain: 'If you disagree, turn to your system administrator or the supervising unit, or complain to the cyberspace administration.',
  },
  basis: 'Basis: Personal Information Protection Law, Cybersecurity Law of the PRC; GB/T 22239-2019.',
  back: 'Back to sign-in',
}
