import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const list = readFileSync(join(root, '../../docs/facts.md'), 'utf8');

const sources = (folder: string): string[] =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return path.endsWith('.ts') && !path.endsWith('.test.ts') ? [path] : [];
  });

interface Marked {
  file: string;
  /** The opening tag, values of expressions left out. */
  tag: string;
  marks: string[];
}

/** Elements of the templates of one file, and the marks in it. Expressions become `\u0000`. */
function elements(file: string): { tags: Marked[]; literals: string[] } {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const tags: Marked[] = [];
  const literals: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ['html', 'svg'].includes(node.tag.getText())) {
      const { template } = node;
      const markup = ts.isNoSubstitutionTemplateLiteral(template)
        ? template.text
        : [template.head.text, ...template.templateSpans.map(span => span.literal.text)].join('\u0000');
      for (const [tag] of markup.matchAll(/<[a-z][^>]*/g)) {
        const marks = [...tag.matchAll(/data-fact="([^"]*)"/g)].map(match => match[1]!);
        tags.push({ file: relative(root, file), tag, marks });
      }
    }
    if (ts.isStringLiteral(node)) literals.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { tags, literals };
}

const files = sources(root).map(elements);
const tags = files.flatMap(file => file.tags);

/** A figure is set in the numerals of tables; headings of columns are words in the same column. */
const isFigure = ({ tag }: Marked): boolean =>
  /class="[^"]*(?<![\w-])number(?![\w-])/.test(tag) && !tag.startsWith('<th');

/** Rows of the list: mark, section. */
const listed = [...list.matchAll(/^\| `([a-z0-9.-]+)` \|[^|]*\|[^|]*\| ([^|]*) \|$/gm)].map(
  ([, mark, section]) => ({ mark: mark!, section: section!.trim() }),
);
const sections = [...list.matchAll(/^## (.*)$/gm)].map(match => match[1]!);

describe('numbers on the pages and docs/facts.md', () => {
  it('are marked, each of them', () => {
    const unmarked = tags.filter(isFigure).filter(({ tag }) => !tag.includes('data-fact='));
    expect(unmarked.map(({ file, tag }) => `${file}: ${tag.replaceAll('\u0000', '…')}`)).toEqual([]);
  });

  it('are all in the list', () => {
    const marks = new Set(tags.flatMap(({ marks: own }) => own));
    expect([...marks].filter(mark => !listed.some(row => row.mark === mark))).toEqual([]);
  });

  it('are all on a page: nothing is listed that is not shown', () => {
    const shown = new Set([...tags.flatMap(({ marks }) => marks), ...files.flatMap(file => file.literals)]);
    expect(listed.filter(({ mark }) => !shown.has(mark))).toEqual([]);
  });

  it('are listed once, under a section that says how they are obtained', () => {
    const marks = listed.map(({ mark }) => mark);
    expect(marks.length).toBeGreaterThan(30);
    expect(marks.filter((mark, index) => marks.indexOf(mark) !== index)).toEqual([]);
    expect(listed.filter(({ section }) => !sections.includes(section))).toEqual([]);
  });
});
