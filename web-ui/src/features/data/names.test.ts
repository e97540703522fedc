import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostNameLength, safeFileName, safeMediaType } from './names';

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
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), given => {
        const safe = safeFileName(given);
        expect(safe.length).toBeGreaterThan(0);
        expect(safe.length).toBeLessThanOrEqual(mostNameLength + 1);
        expect(safe).not.toMatch(/[/\\\p{Cc}\p{Cf}]|^\.|^\s|[. ]$/u);
        expect(safeFileName(safe).length).toBeGreaterThan(0);
      }),
    );
  });

  it('keeps its ending when it is cut', () => {
    expect(safeFileName(`${'x'.repeat(300)}.tar.gz`)).toMatch(/^x+\.gz$/);
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
