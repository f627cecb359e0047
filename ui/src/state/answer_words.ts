import type { QuestionView } from '../backend/types';
import { choiceLabel } from './catalogue';

/** An answer in words, a line each; nothing when there is none. `day` writes out a date. */
export function answerWords(
  question: QuestionView,
  answer: unknown,
  day: (iso: string) => string,
): string[] {
  switch (question.type) {
    case 'one_of':
      return answer === undefined ? [] : [choiceLabel(question.choices, answer) ?? String(answer)];
    case 'many_of': {
      const ids = Array.isArray(answer) ? answer : [];
      return ids.map((id) => choiceLabel(question.choices, id) ?? String(id));
    }
    case 'records':
      return Array.isArray(answer) ? answer.map((row) => rowWords(question, row)) : [];
    case 'date':
      return typeof answer === 'string' && answer ? [day(answer)] : [];
    case 'paragraph':
      return String(answer ?? '')
        .split('\n')
        .filter(Boolean);
    default:
      return answer === undefined || answer === '' ? [] : [String(answer)];
  }
}

/** The first cell names the row; the others are led by their labels, so that two numbers in a row
 * cannot be taken for each other. */
function rowWords(question: QuestionView, row: unknown): string {
  const values = row as Record<string, string>;
  return question.fields
    .map(({ id, label, choices }, index) => {
      const said = choiceLabel(choices, values[id]) ?? values[id] ?? '';
      return said && index > 0 ? `${label}: ${said}` : said;
    })
    .filter(Boolean)
    .join('; ');
}
