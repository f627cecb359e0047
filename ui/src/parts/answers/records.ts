import type { FieldView } from '../../backend/types';

export type Row = Record<string, string>;

/** The rows of an answer; one empty row where there is none, to have something to write in. */
export function rowsOf(answer: unknown): Row[] {
  const rows = Array.isArray(answer) ? (answer as Row[]) : [];
  return rows.length > 0 ? rows : [{}];
}

/** Rows worth keeping: nothing, when all that is there is one empty row. */
export function kept(rows: Row[]): Row[] {
  return rows.length === 1 && Object.keys(rows[0] ?? {}).length === 0 ? [] : rows;
}

export function withField(rows: Row[], at: number, field: string, value: string): Row[] {
  return rows.map((row, n) => {
    if (n !== at) return row;
    const next = { ...row };
    if (value === '') delete next[field];
    else next[field] = value;
    return next;
  });
}

export function moved(rows: Row[], from: number, to: number): Row[] {
  const next = [...rows];
  const [row] = next.splice(from, 1);
  if (row) next.splice(to, 0, row);
  return next;
}

/** Fields that apply to this row. */
export function fieldsFor(fields: FieldView[], row: Row): FieldView[] {
  return fields.filter(({ ask_if }) => !ask_if || row[ask_if.field] === ask_if.is);
}

/** Lines stand two abreast; the last of an odd run between choices takes the whole width. */
export function wideFields(fields: FieldView[]): Set<string> {
  const wide = new Set<string>();
  let run: FieldView[] = [];
  const close = () => {
    const last = run.length % 2 === 1 ? run.at(-1) : undefined;
    if (last) wide.add(last.id);
    run = [];
  };
  for (const field of fields) {
    if (field.type === 'text') run.push(field);
    else close();
  }
  close();
  return wide;
}

/** What names the row: its first field. */
export function nameOf(fields: FieldView[], row: Row): string {
  return (fields[0] && row[fields[0].id]) || '';
}
