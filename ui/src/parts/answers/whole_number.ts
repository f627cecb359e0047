/** A number where digits were typed; else the text, trimmed. */
export function numberFrom(typed: string): number | string {
  const trimmed = typed.trim();
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : trimmed;
}
