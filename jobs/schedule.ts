/** One line of the timetable. */
export interface Entry {
  /** Stands in JobRun; never reused for something else. */
  key: string
  /** Minute, hour, day, month, weekday in Shanghai. */
  cron: string
  job: string
  /** The words of the command; {day} is the Shanghai day it was due. */
  words: string[]
  /** A due time missed while nothing ran is made up for if it is no older than this. */
  makeUpHours: number
}

export const timezone = 'Asia/Shanghai'

export const timetable: readonly Entry[] = [
  { key: 'collect', cron: '*/10 * * * *', job: 'collect', words: ['--due'], makeUpHours: 1 },
  { key: 'idle-people', cron: '10 3 * * *', job: 'idle-people', words: [], makeUpHours: 20 },
  { key: 'lapse-filings', cron: '20 0 * * *', job: 'lapse-filings', words: [], makeUpHours: 23 },
  { key: 'reorganise-units', cron: '5 0 * * *', job: 'reorganise-units', words: [], makeUpHours: 23 },
  { key: 'evaluate-daily', cron: '30 6 * * *', job: 'evaluate', words: ['--as-of', '{day}'], makeUpHours: 17 },
  // The Thursday list is drawn up from what was seen by Thursday evening.
  { key: 'evaluate-thursday', cron: '0 17 * * 4', job: 'evaluate', words: ['--as-of', '{day}'], makeUpHours: 6 },
  { key: 'audit-verify', cron: '30 4 * * *', job: 'audit-verify', words: [], makeUpHours: 20 },
  { key: 'audit-archive', cron: '0 3 1 * *', job: 'audit-archive', words: [], makeUpHours: 72 },
]
