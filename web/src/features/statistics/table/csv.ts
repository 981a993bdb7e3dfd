export type Cell = string | number;

/** Without it spreadsheets take letters with accents for others. */
const byteOrderMark = '\uFEFF';

/** A table as spreadsheets read it; text that they would take for a formula is kept as text. */
export function toCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + [columns, ...rows].map((row) => row.map(csvCell).join(',') + '\r\n').join('');
}

function csvCell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
