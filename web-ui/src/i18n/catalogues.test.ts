import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { known, preferredLanguage, t, useLanguage } from './i18n';
import { nl } from './nl';

function leaves(catalogue: object, prefix = ''): [key: string, text: string][] {
  return Object.entries(catalogue).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[prefix + name, value] as [string, string]]
      : leaves(value as object, `${prefix}${name}.`),
  );
}

const variables = (text: string): string[] => [...text.matchAll(/{{(\w+)/g)].map(match => match[1]!).sort();

describe('catalogues', () => {
  const english = new Map(leaves(en));
  const dutch = new Map(leaves(nl));

  it('have the same keys', () => {
    expect([...dutch.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('have no empty text', () => {
    expect([...english, ...dutch].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('use the same variables in each text', () => {
    for (const [key, text] of english) {
      // A singular form may write its number as a word.
      const needed = key.endsWith('_one')
        ? variables(text).filter(name => name !== 'count')
        : variables(text);
      const used = key.endsWith('_one')
        ? variables(dutch.get(key)!).filter(name => name !== 'count')
        : variables(dutch.get(key)!);
      expect(used, key).toEqual(needed);
    }
  });

  it('are polite: no exclamation marks', () => {
    expect([...english, ...dutch].filter(([, text]) => text.includes('!'))).toEqual([]);
  });

  it('speak the chosen language, plurals included', () => {
    useLanguage('nl');
    expect(t('stage.recalled', { count: 2 })).toBe('2 keer uit zichzelf opnieuw gebeld.');
    useLanguage('en');
    expect(t('stage.recalled', { count: 1 })).toBe('Called again once by itself.');
    expect(known('problem.room-full.title')).toBe(true);
    expect(known('problem.never-heard-of.title')).toBe(false);
  });

  it('follow the browser until one is chosen', () => {
    expect(preferredLanguage(['fr-FR', 'nl-BE', 'en'])).toBe('nl');
    expect(preferredLanguage(['de'])).toBe('en');
  });
});

/** Words inside an html or svg template that are not in a catalogue. */
function hardCoded(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ['html', 'svg'].includes(node.tag.getText())) {
      const { template } = node;
      const parts = ts.isNoSubstitutionTemplateLiteral(template)
        ? [template.text]
        : [template.head.text, ...template.templateSpans.map(span => span.literal.text)];
      const markup = parts.join('\u0000').replace(/<!--.*?-->/gs, '');
      const texts = markup.replace(/<[^>]*>/g, '\n').split('\n');
      const labels = [...markup.matchAll(/\s(?:title|alt|placeholder|aria-label)="([^"]*)"/g)].map(
        match => match[1]!,
      );
      found.push(...[...texts, ...labels].filter(text => /\p{L}{2,}/u.test(text)));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const sources = (folder: string): string[] =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory()
      ? sources(path)
      : path.endsWith('.ts') && !path.endsWith('.test.ts')
        ? [path]
        : [];
  });

describe('templates', () => {
  const files = sources(join(import.meta.dirname, '..'));

  it('hold no words of their own', () => {
    const words = files.flatMap(file => hardCoded(file).map(text => `${file}: ${text.trim()}`));
    expect(words).toEqual([]);
  });

  it('never go around the escaping of Lit', () => {
    const unsafe = files.filter(file =>
      /unsafeHTML|innerHTML|outerHTML|insertAdjacentHTML/.test(readFileSync(file, 'utf8')),
    );
    expect(unsafe).toEqual([]);
  });
});
