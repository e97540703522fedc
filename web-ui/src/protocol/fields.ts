/**
 * Reads fields of JSON that somebody else wrote. A reader answers undefined for whatever it can not use; types of
 * the results follow from the readers, so there is no second list of fields.
 */
export type Reader<T> = (value: unknown) => T | undefined;

/** A field that may be absent. */
export interface May<T> {
  readonly may: Reader<T>;
}

export type Fields = Readonly<Record<string, Reader<unknown> | May<unknown>>>;

type Required<F extends Fields> = { [K in keyof F as F[K] extends May<unknown> ? never : K]: Value<F[K]> };
type Optional<F extends Fields> = {
  [K in keyof F as F[K] extends May<unknown> ? K : never]?: Value<F[K]> | undefined;
};
type Value<R> = R extends Reader<infer T> ? T : R extends May<infer T> ? T : never;

/** The object that fields are read into. */
export type Read<F extends Fields> = Required<F> & Optional<F>;

/** A word of a closed list, or one that a later version may add. */
export type Word<T extends string> = T | (string & { readonly later?: never });

/** Longest text that is taken over; the rest is cut off. */
const mostText = 4000;
const mostItems = 200;

export const text: Reader<string> = value =>
  typeof value === 'string' && value !== '' ? value.slice(0, mostText) : undefined;

export const number: Reader<number> = value =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const count: Reader<number> = value => {
  const read = number(value);
  return read !== undefined && Number.isSafeInteger(read) && read >= 0 ? read : undefined;
};

export const flag: Reader<boolean> = value => (typeof value === 'boolean' ? value : undefined);

/** A word; the list says which are known, and others pass. */
export const word =
  <T extends string>(..._known: readonly T[]): Reader<Word<T>> =>
  value =>
    text(value);

export const oneOf =
  <T extends string>(...allowed: readonly T[]): Reader<T> =>
  value =>
    allowed.find(known => known === value);

/** What can not be read is left out of the list; something that is no list is an empty one. */
export const listOf =
  <T>(item: Reader<T>): Reader<readonly T[]> =>
  value =>
    Array.isArray(value)
      ? value
          .slice(0, mostItems)
          .map(item)
          .filter(read => read !== undefined)
      : [];

/** The first that can be read. */
export const either =
  <T>(...readers: readonly Reader<T>[]): Reader<T> =>
  value => {
    for (const reader of readers) {
      const read = reader(value);
      if (read !== undefined) return read;
    }
    return undefined;
  };

/** A reader whose value is this one where there is none. */
export const or =
  <T>(reader: Reader<T>, otherwise: T): Reader<T> =>
  value =>
    reader(value) ?? otherwise;

export const may = <T>(reader: Reader<T>): May<T> => ({ may: reader });

export const object = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;

/** Undefined if a field that has to be there can not be read. Optional ones that can not are left out. */
export function readFields<F extends Fields>(fields: F, value: unknown): Read<F> | undefined {
  const from = object(value);
  if (!from) return undefined;
  const result: Record<string, unknown> = {};
  for (const [name, reader] of Object.entries(fields)) {
    const given = Object.hasOwn(from, name) ? from[name] : undefined;
    const read = typeof reader === 'function' ? reader(given) : reader.may(given);
    if (read !== undefined) result[name] = read;
    else if (typeof reader === 'function') return undefined;
  }
  return result as Read<F>;
}

export const fieldsOf =
  <F extends Fields>(fields: F): Reader<Read<F>> =>
  value =>
    readFields(fields, value);
