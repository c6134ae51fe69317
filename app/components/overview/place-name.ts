/** A place by its government office, as people say it: 合作市人民政府办公室 → 合作市. */
export function placeName(office: string): string {
  return office.replace(/人民政府办公[室厅]$/, '')
}
