import type { HeadersFunction } from '@remix-run/node'

/** For pages that load no kit: a second policy beside that of the edge, and both hold. None of their styles is written into the page. */
export const outsideHeaders: HeadersFunction = () => ({ 'Content-Security-Policy': "style-src 'self'" })
