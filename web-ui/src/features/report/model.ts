import type { RequestProblem } from '../../shared/http';

/** Which addresses leave the page. */
export type Addresses = 'pseudonyms' | 'real';

export const pictures = ['diagram', 'topology'] as const;
export type Picture = (typeof pictures)[number];

/** A file that can be saved of a session. */
export type ShareForm = 'json' | 'report' | `${'svg' | 'png'}-${Picture}`;

export interface ShareState {
  addresses: Addresses;
  /** The visitor has confirmed that real addresses may leave. */
  sure: boolean;
  making: ShareForm | undefined;
  problem: { code: 'too-large' } | { code: 'request'; problem: RequestProblem } | undefined;
}

export const initialShare = (): ShareState => ({
  addresses: 'pseudonyms',
  sure: false,
  making: undefined,
  problem: undefined,
});

/** Real addresses leave only when that was confirmed. */
export const mayShare = ({ addresses, sure, making }: ShareState): boolean =>
  making === undefined && (addresses === 'pseudonyms' || sure);
