// Counts what really ran, from the reports that Surefire, Failsafe and Vitest wrote. Exit code 0 when tests ran and none failed.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const log = process.argv[2];

/** Report files of the Maven modules and of the page; a fresh run deleted older ones before. */
function* reports() {
  for (const module of readdirSync('.').filter((name) => existsSync(join(name, 'pom.xml')))) {
    for (const [kind, words] of [['surefire-reports', ''], ['failsafe-reports', ', integration']]) {
      const folder = join(module, 'target', kind);
      if (!existsSync(folder) || !statSync(folder).isDirectory()) continue;
      for (const file of readdirSync(folder).filter((name) => /^TEST-.*\.xml$/.test(name))) {
        yield [module + words, join(folder, file)];
      }
    }
  }
  const page = join(log, 'TEST-web-ui.xml');
  if (existsSync(page)) yield ['web-ui', page];
}

const unescape = (text) =>
  text.replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&#10;/g, '\n').replace(/&amp;/g, '&');
const attribute = (tag, name) => unescape(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

const totals = new Map();
const failures = [];
const skips = [];
for (const [group, file] of reports()) {
  const total = totals.get(group) ?? { passed: 0, failed: 0, skipped: 0, seconds: 0 };
  totals.set(group, total);
  // Output of a test may hold anything, also what looks like a test case.
  const xml = readFileSync(file, 'utf8').replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '').replace(/<system-(out|err)>[\s\S]*?<\/system-\1>/g, '');
  for (const [, tag, , body = ''] of xml.matchAll(/<testcase\b((?:\s+[\w:-]+="[^"]*")*)\s*(\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const name = `${attribute(tag, 'classname').split('.').pop()}: ${attribute(tag, 'name')}`;
    total.seconds += Number(attribute(tag, 'time').replace(/,/g, '')) || 0;
    const problem = /<(failure|error)\b([^>]*)/.exec(body);
    const skipped = /<skipped\b([^>]*)/.exec(body);
    if (problem) {
      total.failed++;
      const words = attribute(problem[2], 'message').replace(/\s+/g, ' ').trim();
      failures.push(`${group}: ${name}: ${words.slice(0, 400)}`);
    } else if (skipped) {
      total.skipped++;
      skips.push(`${group}: ${name}: ${attribute(skipped[1], 'message') || 'no reason given'}`);
    } else total.passed++;
  }
}

const lines = (name) => (existsSync(join(log, name)) ? readFileSync(join(log, name), 'utf8').trim().split('\n') : []);
const broken = lines('broken');
const sum = (key) => [...totals.values()].reduce((all, one) => all + one[key], 0);
const passed = sum('passed');
const failed = sum('failed') + broken.length;
const skipped = sum('skipped');

const width = Math.max(0, ...[...totals.keys()].map((name) => name.length));
for (const [group, one] of [...totals].sort()) {
  console.log(`  ${group.padEnd(width)}  ${String(one.passed).padStart(5)} passed  ${String(one.failed).padStart(3)} failed  ${String(one.skipped).padStart(3)} skipped  ${one.seconds.toFixed(1).padStart(7)} s`);
}
for (const text of failures) console.log(`  failed: ${text}`);
for (const text of broken) console.log(`  failed: ${text} (the step broke before or beside its tests)`);
for (const text of skips) console.log(`  skipped: ${text}`);
for (const text of lines('left-out')) console.log(`  left out: ${text}`);
if (passed + failed === 0) console.log('  nothing ran');
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
