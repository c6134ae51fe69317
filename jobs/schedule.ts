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
  // Hands out what is due; the collectors of all processes work it off.
  { key: 'collect', cron: '*/2 * * * *', job: 'dispatch', words: [], makeUpHours: 1 },
  { key: 'idle-people', cron: '10 3 * * *', job: 'idle-people', words: [], makeUpHours: 20 },
  { key: 'lapse-filings', cron: '20 0 * * *', job: 'lapse-filings', words: [], makeUpHours: 23 },
  { key: 'reorganise-units', cron: '5 0 * * *', job: 'reorganise-units', words: [], makeUpHours: 23 },
  // Platforms answer for yesterday from 08:00 on and are asked from 08:30: judged before that, their accounts would be unknown every morning.
  { key: 'evaluate-daily', cron: '30 10 * * *', job: 'evaluate', words: ['--as-of', '{day}'], makeUpHours: 13 },
  { key: 'keep-readings', cron: '40 2 * * *', job: 'keep-readings', words: [], makeUpHours: 20 },
  // The Thursday list is drawn up from what was seen by Thursday evening.
  { key: 'evaluate-thursday', cron: '0 17 * * 4', job: 'evaluate', words: ['--as-of', '{day}'], makeUpHours: 6 },
  { key: 'audit-verify', cron: '30 4 * * *', job: 'audit-verify', words: [], makeUpHours: 20 },
  { key: 'audit-archive', cron: '0 3 1 * *', job: 'audit-archive', words: [], makeUpHours: 72 },
]
