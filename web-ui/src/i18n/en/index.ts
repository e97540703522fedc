import { page } from './page';
import { evidence } from './evidence';
import { verdict } from './verdict';

export const en = { ...page, ...evidence, ...verdict } as const;
