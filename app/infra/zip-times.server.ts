const centralEntry = 0x02014b50
const localEntry = 0x04034b50
const endOfDirectory = 0x06054b50
const dosEpoch = 0x0021 // 1980-01-01; the time field is 0

/**
 * Sets the time of every entry of a zip archive to 1980-01-01, in place, so that the same content gives the same bytes.
 * @param bytes an archive without zip64 records, as the writers of this house make them
 */
export function fixZipTimes(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.byteLength - 22
  while (end >= 0 && view.getUint32(end, true) !== endOfDirectory) end -= 1
  if (end < 0) throw new Error('not a zip archive')
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== centralEntry) throw new Error('broken zip directory')
    setTime(view, at + 12)
    const local = view.getUint32(at + 42, true)
    if (view.getUint32(local, true) !== localEntry) throw new Error('broken zip entry')
    setTime(view, local + 10)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return bytes
}

function setTime(view: DataView, at: number): void {
  view.setUint16(at, 0, true)
  view.setUint16(at + 2, dosEpoch, true)
}
