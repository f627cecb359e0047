import { longDate } from './text';

/** "10:42" of an ISO 8601 moment, as the clock here showed it. */
export function clock(iso: string): string {
  return iso.slice(11, 16);
}

/** "today 10:42", "yesterday 10:42", "November 19" or, of another year, "November 19, 2025". */
export function when(iso: string, lang: string, now: Date = new Date()): string {
  const day = iso.slice(0, 10);
  const days = (Date.parse(localDay(now)) - Date.parse(day)) / 86_400_000;
  const words = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
  if (days === 0 || days === 1) return `${words.format(-days, 'day')} ${clock(iso)}`;
  if (day.slice(0, 4) !== localDay(now).slice(0, 4)) return longDate(day, lang);
  const date = new Date(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(lang, { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    date,
  );
}

/** The day here, `YYYY-MM-DD`. */
export function localDay(now: Date = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The same day so many months later; the last of the month where there is no such day. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}
