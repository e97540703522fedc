import i18next from 'i18next';
import { en } from './en';
import { nl } from './nl';

/** Every text of the page has a key; views and analyses speak in keys and parameters, never in words. */
export type Catalogue = Shape<typeof en>;
type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T &
  string];
type WithoutPlural<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;
export type MessageKey = WithoutPlural<Leaves<typeof en>>;

/** A text that is not yet in a language. */
export interface Message {
  key: MessageKey;
  params?: Record<string, string | number>;
}

export const message = (key: MessageKey, params?: Record<string, string | number>): Message =>
  params ? { key, params } : { key };

export const languages = ['en', 'nl'] as const;
export type Language = (typeof languages)[number];

const instance = i18next.createInstance();
void instance.init({
  lng: 'en',
  fallbackLng: false,
  supportedLngs: [...languages],
  initAsync: false,
  resources: { en: { translation: en }, nl: { translation: nl } },
  interpolation: { escapeValue: false },
  returnNull: false,
});

const plain = new Map<string, string>();
const there = new Map<string, boolean>();

export function useLanguage(language: Language): void {
  plain.clear();
  there.clear();
  void instance.changeLanguage(language);
}

export const currentLanguage = (): Language => (instance.language === 'nl' ? 'nl' : 'en');

/** What `speak` says, in that language; the page keeps its own. */
export function inLanguage<T>(language: Language, speak: () => T): T {
  const before = currentLanguage();
  if (before === language) return speak();
  useLanguage(language);
  try {
    return speak();
  } finally {
    useLanguage(before);
  }
}

export function t(key: MessageKey, params?: Record<string, string | number>): string {
  const text = template(params && typeof params['count'] === 'number' ? counted(key, params['count']) : key);
  return params ? text.replace(/{{(\w+)}}/g, (gap, name: string) => String(params[name] ?? gap)) : text;
}

/** Texts are asked for thousands of times a second: each is looked up once, its variables are filled in here. */
function template(key: string): string {
  let text = plain.get(key);
  if (text === undefined) plain.set(key, (text = instance.t(key, { skipInterpolation: true })));
  return text;
}

/** Both languages know one and other (CLDR plural rules, whole numbers). */
function counted(key: string, count: number): string {
  const form = `${key}${count === 1 ? '_one' : '_other'}`;
  return exists(form) ? form : key;
}

/** Whether the catalogue of the language has a text; each is looked up once, as the texts are. */
function exists(key: string): boolean {
  let found = there.get(key);
  if (found === undefined) there.set(key, (found = instance.exists(key)));
  return found;
}

export const say = (text: Message): string => t(text.key, text.params);

/** Whether both catalogues know this key; for codes that services may add later. */
export const known = (key: string): key is MessageKey => exists(key);

/** The language of the browser if we speak it, else English. */
export function preferredLanguage(offered: readonly string[]): Language {
  for (const tag of offered) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'nl' || base === 'en') return base;
  }
  return 'en';
}
