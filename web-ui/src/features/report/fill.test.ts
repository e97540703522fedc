import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillReport, jsonForHtml, type ReportData } from './fill';

const place = '<script type="application/json" id="session-data">null</script>';
const template = `<!doctype html><html><body><div id="report"></div>${place}<script>run()</script></body></html>`;

const data = (name: string): ReportData => ({
  session: {
    id: 'a',
    format: 'webrtc-lab-session',
    version: 2,
    participants: [{ peerId: 'p', name }],
    events: [],
  },
  verdict: undefined,
  addresses: 'pseudonyms',
});

/** What a browser takes for the content of the data element: everything up to the next end tag. */
const contentOf = (html: string): string =>
  /<script type="application\/json" id="session-data">([\s\S]*?)<\/script/i.exec(html)![1]!;

describe('a report', () => {
  it.each([
    ['</script><script>alert(1)</script>'],
    ['</SCRIPT ><img src=x onerror=alert(1)>'],
    ['<!--<script>'],
    [']]>&lt;/script&gt;'],
    ['\u2028alert(1)\u2029'],
    ["$& $` $' $1 $$"],
    ['"\\u003c/script>" \\'],
    ['null</script>'],
  ])('holds the hostile name %j as data only', name => {
    const html = fillReport(template, data(name))!;
    const content = contentOf(html);
    expect(JSON.parse(content)).toEqual(JSON.parse(JSON.stringify(data(name))));
    expect(content).not.toMatch(/[<>&\u2028\u2029]/);
    expect(html.replace(content, 'null')).toBe(template);
  });

  it('is made from the page that is shipped', () => {
    const page = readFileSync(new URL('../../../report.html', import.meta.url), 'utf8');
    const html = fillReport(page, data('one'))!;
    expect(JSON.parse(contentOf(html))).toMatchObject({ session: { id: 'a' }, addresses: 'pseudonyms' });
  });

  it('is not made from a page that has no place for it', () => {
    expect(fillReport('<html></html>', data('x'))).toBeUndefined();
    expect(fillReport(place + place, data('x'))).toBeUndefined();
  });

  it('has data that is still JSON', () => {
    expect(JSON.parse(jsonForHtml({ a: '<>&\u2028', b: [1, null] }))).toEqual({
      a: '<>&\u2028',
      b: [1, null],
    });
  });
});
