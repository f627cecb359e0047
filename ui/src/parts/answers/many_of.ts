/** The ticks after one more click, in the order of the choices; `none` stands alone. */
export function toggled(
  ticked: string[],
  choice: string,
  none: string | null,
  order: string[],
): string[] {
  if (ticked.includes(choice)) return ticked.filter((id) => id !== choice);
  if (choice === none) return [choice];
  const next = new Set([...ticked.filter((id) => id !== none), choice]);
  return order.filter((id) => next.has(id));
}
