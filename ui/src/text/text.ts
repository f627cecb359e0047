import { en } from './en';

/** The words of the window; a second language has the same keys. */
export type Text = typeof en;

export const text: Text = en;

/** "November 23, 2026" for `2026-11-23`; the text itself when it is no date. */
export function longDate(iso: string, lang: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  if (!year || !month || !day) return iso;
  const date = new Date(Date.UTC(year, month - 1, day));
  return new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

export function number(value: number, lang: string): string {
  return new Intl.NumberFormat(lang).format(value);
}

/** On a Mac the keys have other names. */
export const mac = navigator.platform.startsWith('Mac');

export function keyNames(keys: string): string {
  // There Cmd + H hides the window.
  if (mac && keys === 'Ctrl + H') return 'Cmd + Y';
  return mac ? keys.replaceAll('Ctrl', 'Cmd').replaceAll('Alt', 'Option') : keys;
}
