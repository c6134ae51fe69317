import { commandLabels, type FilingKind, type FilingState, filingStates, movesOf, stateLabels } from './filing'

/** What leads from one state to another; several commands where several do. */
export interface Arrow {
  from: FilingState
  to: FilingState
  label: string
}

/** The arrows of a kind, straight from the transition table. */
export function arrowsOf(kind: FilingKind): Arrow[] {
  const arrows = new Map<string, Arrow>()
  for (const { from, command, to } of movesOf(kind)) {
    const arrow = arrows.get(`${from} ${to}`)
    if (arrow) arrow.label += `、${commandLabels[command]}`
    else arrows.set(`${from} ${to}`, { from, to, label: commandLabels[command] })
  }
  return [...arrows.values()]
}

/** The state diagram of a kind in the words of mermaid. */
export function mermaidOf(kind: FilingKind): string {
  const arrows = arrowsOf(kind)
  const key = (state: FilingState) => state.replace('-', '_')
  return [
    'stateDiagram-v2',
    ...statesOf(arrows).map((state) => `  state "${stateLabels[state]}" as ${key(state)}`),
    '  [*] --> draft',
    ...arrows.map(({ from, to, label }) => `  ${key(from)} --> ${key(to)}: ${label}`),
    ...statesOf(arrows)
      .filter((state) => !arrows.some(({ from }) => from === state))
      .map((state) => `  ${key(state)} --> [*]`),
  ].join('\n')
}

function statesOf(arrows: readonly Arrow[]): FilingState[] {
  return filingStates.filter((state) => arrows.some(({ from, to }) => from === state || to === state))
}

const box = { width: 116, height: 40 }
const column = 182
const row = 150

/** Where a state stands: the way to 办结 along the middle, what ends a filing otherwise above and below. */
const places: Record<FilingState, [column: number, row: number]> = {
  draft: [0, 1],
  submitted: [1, 1],
  'in-review': [2, 1],
  approved: [3, 1],
  opened: [4, 1],
  announcing: [4, 1],
  registered: [5, 1],
  rejected: [3, 0],
  withdrawn: [1, 2],
  returned: [2, 2],
  lapsed: [3.6, 2],
}

interface Point {
  x: number
  y: number
}

const at = (state: FilingState): Point => ({ x: 80 + places[state][0] * column, y: 70 + places[state][1] * row })

/** The same diagram drawn for paper and for screens without mermaid. */
export function svgOf(kind: FilingKind, title: string): string {
  const arrows = arrowsOf(kind)
  const width = 80 * 2 + 5 * column
  const height = 70 + 2 * row + 110
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="'Noto Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif" font-size="13" fill="#1a1a1a">`,
    `<title>${title}</title>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...arrows.map(lineOf),
    ...statesOf(arrows).map((state) => boxOf(state, !arrows.some(({ from }) => from === state))),
    ...arrows.map(labelOf),
    '</svg>',
    '',
  ].join('\n')
}

function boxOf(state: FilingState, ends: boolean): string {
  const { x, y } = at(state)
  const look = ends ? 'fill="#eef3fb" stroke="#0a4fb3" stroke-width="2"' : 'fill="#fff" stroke="#0a4fb3"'
  return (
    `<rect x="${x - box.width / 2}" y="${y - box.height / 2}" width="${box.width}" height="${box.height}" rx="6" ${look}/>` +
    `<text x="${x}" y="${y + 5}" text-anchor="middle">${stateLabels[state]}</text>`
  )
}

interface Route {
  path: string
  /** Where its words stand. */
  words: Point
}

/** An arrow that a straight line would lead through other states goes around them. */
function routeOf({ from, to, label }: Arrow): Route {
  const [a, b] = [at(from), at(to)]
  if (from === to) {
    const top = a.y - box.height / 2
    return {
      path: `M${a.x - 22} ${top}C${a.x - 34} ${top - 44} ${a.x + 34} ${top - 44} ${a.x + 22} ${top}`,
      words: { x: a.x, y: top - 40 },
    }
  }
  if (from === 'draft' && to === 'registered') return around(a, b, 24, 'above')
  if (from === 'approved' && to === 'withdrawn') return around(a, b, 70 + 2 * row + 62, 'below')
  const back = (from === 'in-review' && to === 'returned') || (from === 'returned' && to === 'in-review')
  const aside = back ? (from === 'in-review' ? -16 : 16) : 0
  return straight({ x: a.x + aside, y: a.y }, { x: b.x + aside, y: b.y }, back ? aside : 0, label.length * 6.5 + 6)
}

function around(a: Point, b: Point, y: number, side: 'above' | 'below'): Route {
  const edge = (side === 'above' ? -1 : 1) * (box.height / 2)
  return {
    path: `M${a.x} ${a.y + edge}L${a.x} ${y}L${b.x} ${y}L${b.x} ${b.y + edge}`,
    words: { x: (a.x + b.x) / 2, y: y - 6 },
  }
}

/** From edge to edge of two boxes; the words of a slanting line stand nearer its end, where fewer lines cross. */
function straight(a: Point, b: Point, aside: number, wide: number): Route {
  const [start, end] = [leave(a, b), leave(b, a)]
  const share = a.x === b.x || a.y === b.y ? 0.5 : 0.68
  const words = { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share }
  const level = a.y === b.y
  return {
    path: `M${start.x} ${start.y}L${end.x} ${end.y}`,
    words: level ? { x: words.x, y: words.y - 7 } : { x: words.x + (aside === 0 ? 0 : Math.sign(aside) * wide), y: words.y + 4 },
  }
}

function leave(from: Point, to: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const share = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : box.width / 2 / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : box.height / 2 / Math.abs(dy),
  )
  return { x: Math.round(from.x + dx * share), y: Math.round(from.y + dy * share) }
}

function lineOf(arrow: Arrow): string {
  return `<path d="${routeOf(arrow).path}" fill="none" stroke="#555" marker-end="url(#tip)"/>`
}

/** On white, so that a line behind the words does not strike them through; long words break where their commas are. */
function labelOf(arrow: Arrow): string {
  const { words } = routeOf(arrow)
  const lines = arrow.label.split(/[，、]/)
  return lines
    .map((line, i) => {
      const y = Math.round(words.y - (lines.length - 1 - i) * 16)
      const x = Math.round(words.x)
      const width = line.length * 13 + 4
      return `<rect x="${x - width / 2}" y="${y - 13}" width="${width}" height="17" fill="#fff"/><text x="${x}" y="${y}" text-anchor="middle">${line}</text>`
    })
    .join('')
}
