/** A QR code, drawn on the server; black on white whatever the page looks like, or telephones cannot read it. */
export function QrCode({ picture, label }: { picture: { size: number; path: string }; label: string }) {
  return (
    <svg className="qr" viewBox={`0 0 ${picture.size} ${picture.size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={picture.size} height={picture.size} fill="#fff" />
      <path d={picture.path} fill="#000" />
    </svg>
  )
}
