import { lines } from './block'
import { type PageElement, parentOf } from './page'

/** Where on a page an article stands. */
export interface Place {
  /** Articles of one block stand at corresponding places of one element: they are one list. */
  block: string
  /** Stands in the list by itself, not in a line of another article. */
  isLine: boolean
}

const lists: readonly string[] = ['ul', 'ol', 'dl', 'table']
/** So many articles make an element a list; a line may hold two. */
const fewest = 2
const fewestInLine = 3

/**
 * Tells which list an element of a page belongs to: by the list's own element, for lists that look the same are not one.
 * @param articles the elements of the page that hold one article each
 */
export function placesAmong(articles: readonly PageElement[]): (own: PageElement) => Place {
  const counts = countWithin(articles)
  const holders = holdersOf(counts)
  const numbers = new Map<PageElement, number>()
  const isList = (element: PageElement) => {
    if ((counts.get(element) ?? 0) >= (lines.includes(element.name) ? fewestInLine : fewest)) return true
    const parent = parentOf(element)
    return lists.includes(element.name) && !(parent && holders.has(parent))
  }
  return (own) => {
    let child = own
    let isShared = false
    for (let at = parentOf(own); at !== null; child = at, at = parentOf(at)) {
      if (isList(at)) {
        const isNamed = lists.includes(at.name)
        const number = numbers.get(at) ?? numbers.size
        numbers.set(at, number)
        return { block: isNamed ? `${number}` : `${number} ${child.name}`, isLine: !isShared && (isNamed || child === own) }
      }
      if (counts.has(at)) isShared = true
    }
    return { block: child.name, isLine: false }
  }
}

function countWithin(articles: readonly PageElement[]): Map<PageElement, number> {
  const counts = new Map<PageElement, number>()
  for (const own of articles) {
    for (let at = parentOf(own); at !== null; at = parentOf(at)) counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  return counts
}

/** Some sites make a list of each article: then what holds these is the list. */
function holdersOf(counts: ReadonlyMap<PageElement, number>): Set<PageElement> {
  const within = new Map<PageElement, number[]>()
  for (const [element, count] of counts) {
    const parent = lists.includes(element.name) ? parentOf(element) : null
    if (parent === null) continue
    const known = within.get(parent)
    if (known) known.push(count)
    else within.set(parent, [count])
  }
  return new Set([...within].flatMap(([parent, held]) => (held.length > 1 && held.every((count) => count === 1) ? [parent] : [])))
}
