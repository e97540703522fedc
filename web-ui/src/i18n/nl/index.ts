import type { Catalogue } from '../i18n';
import { page } from './page';
import { evidence } from './evidence';
import { natCodes } from './nat-codes';
import { networks } from './networks';
import { verdict } from './verdict';

export const nl = { ...page, ...evidence, ...verdict, ...natCodes, ...networks } satisfies Catalogue;
