import { dateAmong, type StatedDate } from './day'
import { isElement, type PageElement, type PageNode, parentOf, textsIn } from './page'

/** Which elements of a page belong to one article alone, by its key. */
export interface Blocks {
  owners: ReadonlyMap<PageElement, string | typeof several>
  /** On which side of its links a run of them has the dates. */
  sides: Map<PageElement, 'before' | 'after' | null>
}

const several = Symbol('several')
const furthest = 12
export const lines: readonly string[] = ['li', 'tr', 'article']
const frames: readonly string[] = ['ul', 'ol', 'dl', 'table', 'tbody', 'section', 'main', 'form', 'body', 'html']

export function markBlocks(links: readonly { element: PageElement; extKey: string }[]): Blocks {
  const owners = new Map<PageElement, string | typeof several>()
  for (const { element, extKey } of links) {
    let at: PageElement | null = element
    for (let n = 0; at !== null && n <= furthest; n++, at = parentOf(at)) {
      const owner = owners.get(at)
      if (owner === several) break
      owners.set(at, owner === undefined || owner === extKey ? extKey : several)
    }
  }
  return { owners, sides: new Map() }
}

/** The date that stands beside a link: in the largest element that belongs to its article alone, else between it and the next one. */
export function dateBeside(blocks: Blocks, link: PageElement, url: URL): { date: StatedDate | null; own: PageElement } {
  const own = ownElement(blocks, link)
  const within = dateAmong(textsIn(own), url)
  return { date: within ?? dateInRun(blocks, own, url), own }
}

function ownElement({ owners }: Blocks, link: PageElement): PageElement {
  let own = link
  for (let n = 0; n < furthest && !lines.includes(own.name); n++) {
    const parent = parentOf(own)
    if (parent === null || frames.includes(parent.name) || owners.get(parent) === several) break
    own = parent
  }
  return own
}

/** Links and dates following each other within one element: `date link date link` and `link date link date` are told apart at the ends. */
function dateInRun(blocks: Blocks, own: PageElement, url: URL): StatedDate | null {
  const parent = parentOf(own)
  if (parent === null) return null
  if (!blocks.sides.has(parent)) blocks.sides.set(parent, sideOf(blocks, parent, url))
  const side = blocks.sides.get(parent) ?? null
  return side === null ? null : dateAmong(gap(blocks, own, side === 'after' ? 'next' : 'prev'), url)
}

function sideOf(blocks: Blocks, parent: PageElement, url: URL): 'before' | 'after' | null {
  const runs = parent.children.filter((child) => isOwned(blocks, child))
  const [first, last] = [runs[0], runs.at(-1)]
  if (!first || !last) return null
  const before = dateAmong(gap(blocks, first, 'prev'), url) !== null
  const after = dateAmong(gap(blocks, last, 'next'), url) !== null
  return before === after ? null : before ? 'before' : 'after'
}

const widestGap = 20

/** The lines between an element and the next one that holds a link. */
function gap(blocks: Blocks, from: PageNode, way: 'prev' | 'next'): string[] {
  const texts: string[] = []
  let node = from[way]
  for (let n = 0; node !== null && n < widestGap && !isOwned(blocks, node); n++, node = node[way]) texts.push(...textsIn(node))
  return texts
}

function isOwned({ owners }: Blocks, node: PageNode): boolean {
  return isElement(node) && owners.has(node)
}
