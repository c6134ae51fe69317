import type { Habit } from './ledger'

const day = 86_400_000

/** Days between two posts of an account with this habit. */
const rhythm: Partial<Record<Habit, number>> = { daily: 1, steady: 2, weekly: 4.5, slowing: 9.5, dormant: 2, zombie: 5, statement: 3 }

/** How long before the end of last quarter an account with this habit fell silent, in days. */
const silentFor: Partial<Record<Habit, number>> = { dormant: 24, zombie: 130 }

export interface PlayedPost {
  id: string
  title: string
  at: Date
}

const topics = ['政策解读', '便民提示', '工作动态', '通知公告', '民生服务', '乡村振兴', '生态保护', '安全提醒', '文旅推荐', '政务公开']

/**
 * What an invented account published over 230 days up to now, newest first. Times hang on absolute days, so that two starts agree;
 * the dormant and the zombie stopped before the end of last quarter.
 */
export function playPosts(key: string, habit: Habit, now: Date, quarterEnd: Date): PlayedPost[] {
  const every = rhythm[habit]
  if (every === undefined) return []
  const seed = [...key].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 9973, 7)
  const last = silentFor[habit] === undefined ? now.getTime() : quarterEnd.getTime() - silentFor[habit] * day
  const step = every * day
  const phase = Math.floor(((seed * 61) % 997) * (step / 997))
  const posts: PlayedPost[] = []
  for (let i = Math.ceil((now.getTime() - 230 * day) / step); i * step + phase <= last; i++) {
    const at = new Date(i * step + phase)
    posts.push({ id: `${key}-${i}`, title: `【演示】${topics[(i + seed) % topics.length]}第${i % 1000}期`, at })
  }
  return posts.reverse()
}
