/** The little of pdfmake that the printed papers use; the package brings no types. */
declare module 'pdfmake' {
  type Inline = string | { text: string; font?: string; bold?: boolean }

  interface Look {
    font?: string
    fontSize?: number
    bold?: boolean
    alignment?: 'left' | 'center' | 'right' | 'justify'
    lineHeight?: number
    leadingIndent?: number
    margin?: number | [number, number] | [number, number, number, number]
    color?: string
  }

  interface Cell {
    colSpan?: number
    border?: [boolean, boolean, boolean, boolean]
    verticalAlignment?: 'top' | 'middle' | 'bottom'
  }

  export type Content =
    | string
    | (Look &
        Cell &
        (
          | { text: string | Inline[] }
          | { stack: Content[] }
          | { columns: Content[]; columnGap?: number }
          | { svg: string; width: number }
          | {
              table: { widths: (number | string)[]; body: Content[][]; dontBreakRows?: boolean; headerRows?: number }
              layout?: string | Record<string, unknown>
            }
        ) & { width?: number | string; unbreakable?: boolean })

  export interface Definition {
    pageSize: 'A4'
    pageMargins: [number, number, number, number]
    info: Record<string, string | Date>
    defaultStyle: Look
    content: Content[]
    footer?: (page: number, pages: number) => Content
    version?: string
    subset?: string
    tagged?: boolean
    lang?: string
    displayTitle?: boolean
  }

  const pdfmake: {
    setFonts(fonts: Record<string, { normal: string; bold: string }>): void
    setUrlAccessPolicy(may: (url: string) => boolean): void
    setLocalAccessPolicy(may: (path: string) => boolean): void
    createPdf(definition: Definition): { getBuffer(): Promise<Buffer> }
  }
  export default pdfmake
}
