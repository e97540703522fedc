/** Longest name a received file is stored under, in UTF-16 code units. */
export const mostNameLength = 120;

/** What no name may hold: separators, what Windows refuses, control characters (Unicode Cc) and invisible or turning ones (Cf, Zl, Zp). */
const refused = /[/\\:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** Names of devices, with or without an ending, in any case; Windows leaves out the blanks before it. */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i;
/** Windows leaves these out at the end of a name, so that another one would be stored. */
const trailing = /[. ]+$/;

/**
 * A name that a file from somebody else can be shown and stored under: one component, no way out of the folder, no hidden
 * file, no character that makes it read as another one, not too long. The ending is kept where there is one.
 */
export function safeFileName(given: string): string {
  const component = given.split(/[/\\]/).pop() ?? '';
  const clean = component
    .normalize('NFC')
    .replace(refused, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(trailing, '');
  const name = shortened(devices.test(clean) ? `_${clean}` : clean);
  return name === '' || /^_+$/.test(name) ? 'file' : name;
}

function shortened(name: string): string {
  if (name.length <= mostNameLength) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : '';
  return wholeCharacters(name.slice(0, mostNameLength - ending.length)).replace(trailing, '') + ending;
}

/** Does not end in half a surrogate pair. */
const wholeCharacters = (text: string): string => text.replace(/[\ud800-\udbff]$/, '');

/** A media type as `type/subtype` (RFC 6838 §4.2), else the type of unknown bytes. */
export const safeMediaType = (given: string): string =>
  /^[a-z0-9][a-z0-9!#$&^_.+-]{0,62}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}$/i.test(given)
    ? given
    : 'application/octet-stream';
