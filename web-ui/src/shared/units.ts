/** Numbers that carry their unit in the type, so that two of them are never mixed up. */
export type Milliseconds = number & { readonly unit: 'ms' };
export type BitsPerSecond = number & { readonly unit: 'bit/s' };
export type Ratio = number & { readonly unit: 'ratio' };

export const ms = (value: number): Milliseconds => value as Milliseconds;
export const bitsPerSecond = (value: number): BitsPerSecond => value as BitsPerSecond;
export const ratio = (value: number): Ratio => value as Ratio;

/** Now on the clock of this page (`performance.now()`): monotonic, milliseconds since the page was opened. */
export const pageNow = (): Milliseconds => ms(performance.now());
