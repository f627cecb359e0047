import type { Version } from '../backend/types';

export const revision = (number: number): Version => ({ kind: 'revision', number });
