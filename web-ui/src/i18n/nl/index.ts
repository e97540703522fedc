import type { Catalogue } from '../i18n';
import { page } from './page';
import { evidence } from './evidence';
import { natCodes } from './nat-codes';
import { networks } from './networks';
import { browserNat } from './browser-nat';
import { quality } from './quality';
import { recording } from './recording';
import { restart } from './restart';
import { data } from './data';
import { sessions } from './sessions';
import { share } from './share';
import { sources } from './sources';
import { shortVerdicts } from './short-verdicts';
import { turn } from './turn';
import { turnFindings } from './turn-findings';
import { turnService } from './turn-service';
import { glass } from './glass';
import { guide } from './guide';
import { room } from './room';
import { sequence } from './sequence';
import { topology } from './topology';
import { verdict } from './verdict';

export const nl = {
  ...page,
  ...evidence,
  ...verdict,
  ...natCodes,
  ...networks,
  ...sessions,
  ...shortVerdicts,
  ...turn,
  ...turnFindings,
  ...turnService,
  ...browserNat,
  ...glass,
  ...quality,
  ...recording,
  ...restart,
  ...share,
  ...sources,
  ...data,
  ...guide,
  ...room,
  ...sequence,
  ...topology,
} satisfies Catalogue;
