import { crc32, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pngOf } from '~/infra/png.server'
import { qrSquares } from '~/infra/qr.server'

/** The squares of a picture of one bit a pixel, as any reader of PNG would find them. */
function squaresIn(png: Buffer, scale: number): boolean[][] {
  const width = png.readUInt32BE(16)
  const length = png.readUInt32BE(33)
  const pixels = inflateSync(png.subarray(41, 41 + length))
  const line = 1 + Math.ceil(width / 8)
  const dark = (x: number, y: number) => (pixels.readUInt8(y * line + 1 + (x >> 3)) & (0x80 >> (x & 7))) === 0
  const count = width / scale
  return Array.from({ length: count }, (_, y) => Array.from({ length: count }, (__, x) => dark(x * scale + scale - 1, y * scale)))
}

test.each([1, 3, 8])('a QR code drawn with %s pixels a square is the same squares again, and its chunks are whole', (scale) => {
  const squares = qrSquares('https://zhangben.example.gov.cn/v/623000-2026-0001')
  const png = pngOf(squares, scale)
  expect(squaresIn(png, scale)).toEqual(squares)
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(png.subarray(at + 4, at + 8 + length)))
    at += 12 + length
  }
})
