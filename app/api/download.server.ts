/** A file for the browser to keep: never shown inside the site, its name in UTF-8 (RFC 6266). */
export function download(file: { name: string; type: string; bytes: Uint8Array }): Response {
  const plain = file.name.replace(/[^\w.-]+/g, '_')
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
  })
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
