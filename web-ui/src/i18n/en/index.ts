import { page } from './page';
import { evidence } from './evidence';
import { natCodes } from './nat-codes';
import { networks } from './networks';
import { verdict } from './verdict';

export const en = { ...page, ...evidence, ...verdict, ...natCodes, ...networks } as const;
