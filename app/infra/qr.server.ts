import { encode } from 'uqr'

/** A QR code as one path over a square of `size` units, its quiet zone included. */
export interface QrPicture {
  size: number
  path: string
}

export function qrOf(text: string): QrPicture {
  const data = qrSquares(text)
  const runs = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size: data.length, path: runs.join('') }
}

/** The same as rows of squares, dark or not. */
export function qrSquares(text: string): boolean[][] {
  return encode(text, { ecc: 'M', border: 4 }).data
}
