const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const form = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) (\d{2}) ((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d) ([+-]\d{2})(\d{2}) (\d{4})$/

/** 'Tue May 31 17:46:55 +0800 2011', and nothing else. */
export function weiboTime(text: string | null | undefined): Date | null {
  const [, month = '', day, clock, zoneHour, zoneMinute, year = ''] = form.exec(text ?? '') ?? []
  const number = months.indexOf(month) + 1
  const date = `${year}-${String(number).padStart(2, '0')}-${day}`
  const isReal = number > 0 && Number(year) >= 2009 && new Date(`${date}T00:00:00Z`).getUTCDate() === Number(day)
  const instant = new Date(`${date}T${clock}${zoneHour}:${zoneMinute}`)
  return isReal && !Number.isNaN(instant.getTime()) ? instant : null
}
