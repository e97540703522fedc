import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostNameLength, safeFileName, safeMediaType } from './names';

/** As often long as short: by itself fast-check prefers short ones. */
const long = (unit: 'binary' | fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.string({ unit, maxLength: 400, size: 'max' });

describe('the name of a received file', () => {
  it.each([
    ['holiday.jpg', 'holiday.jpg'],
    ['été 2026.mp4', 'été 2026.mp4'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['/', 'file'],
    ['', 'file'],
    ['...', 'file'],
    ['.bashrc', 'bashrc'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['con .txt', '_con .txt'],
    ['console.log', 'console.log'],
    ['report\u202Efdp.exe', 'report_fdp.exe'],
    ['a\u0000b\nc.txt', 'a_b_c.txt'],
    ['what?.txt ', 'what_.txt'],
    ['a   b.txt', 'a b.txt'],
  ])('%j becomes %j', (given, safe) => {
    expect(safeFileName(given)).toBe(safe);
  });

  it('is one component of bounded length, whatever was given, and stays when made safe again', () => {
    fc.assert(
      fc.property(
        long('binary'),
        fc.nat(130),
        long(fc.constantFrom(...'. _')),
        fc.nat(60),
        (any, n, gap, m) => {
          const cut = gap + 'y'.repeat(m);
          for (const given of [any, 'x'.repeat(n) + cut, 'con' + cut]) {
            const safe = safeFileName(given);
            expect(safe.length).toBeGreaterThan(0);
            expect(safe.length).toBeLessThanOrEqual(mostNameLength);
            expect(safe).not.toMatch(/[/\\\p{Cc}\p{Cf}]|^\.|^\s|[. ]$/u);
            expect(safeFileName(safe)).toBe(safe);
          }
        },
      ),
    );
  });

  it('keeps its ending when it is cut', () => {
    expect(safeFileName(`${'x'.repeat(300)}.tar.gz`)).toMatch(/^x+\.gz$/);
  });

  it.each(['.', ' ', '. .'])('does not end in %j where it is cut', end => {
    const start = 'x'.repeat(mostNameLength - end.length);
    expect(safeFileName(`${start}${end}${'y'.repeat(50)}`)).toBe(start);
    expect(safeFileName(`${start}${end}${'y'.repeat(50)}.gz`)).toMatch(/^x+\.gz$/);
  });
});

describe('the media type of a received file', () => {
  it.each([
    ['video/mp4', 'video/mp4'],
    ['application/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.text'],
    ['text/html; charset=x', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('%j becomes %j', (given, safe) => expect(safeMediaType(given)).toBe(safe));
});
