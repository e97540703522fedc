/** How a line travels: over the data channels of the connections, or over the signaling service where none is open. */
export type ChatWay = 'channel' | 'signaling';

export interface ChatLine {
  /** The sender's, unique among its lines. */
  readonly id: string;
  /** Peer id of the sender. */
  readonly from: string;
  /** Its name when the line was written: it may have left since. */
  readonly name: string | undefined;
  readonly own: boolean;
  readonly text: string;
  /** ms since 1970: on the lab clock where the service told it, else by this page. */
  readonly at: number;
  /** For one reader alone: its peer id. */
  readonly only: string | undefined;
  readonly way: ChatWay;
  /** Of an own line; `taken`: the service has it, `delivered`: all whom it was for have it. */
  readonly state: 'sending' | 'taken' | 'delivered' | 'failed';
  /** Who confirmed it so far, and whom it was for. */
  readonly confirmed: readonly string[];
  readonly readers: readonly string[];
  /** Why it failed: a code of `docs/problems.md`. */
  readonly problem: string | undefined;
}

export interface ChatState {
  /** In the order they became known here. */
  readonly lines: readonly ChatLine[];
  /** Lines of others since the visitor last looked. */
  readonly unread: number;
}

export const emptyChat: ChatState = { lines: [], unread: 0 };

/** Most characters of one line (UTF-16 code units), as the service takes them. */
export const longestLine = 4096;
/** Most lines that are kept; the oldest go first. */
export const mostLines = 500;

/** What may be sent: layout at the ends and other control characters are taken away; undefined if nothing is left. */
export function writable(typed: string): string | undefined {
  const text = typed.replace(/[^\P{Cc}\t\n]/gu, '').trim();
  return text === '' ? undefined : text.slice(0, longestLine);
}

export type Written = Pick<ChatLine, 'id' | 'from' | 'name' | 'text' | 'at' | 'only' | 'way' | 'readers'>;

/** An own line; nobody to read it is as good as delivered. */
export const wrote = (state: ChatState, line: Written): ChatState =>
  add(state, {
    ...line,
    own: true,
    state: line.readers.length === 0 ? 'delivered' : 'sending',
    confirmed: [],
    problem: undefined,
  });

/** A line of somebody else. The same line may come both ways; it is shown once. */
export function heard(
  state: ChatState,
  line: Pick<ChatLine, 'id' | 'from' | 'name' | 'text' | 'at' | 'only' | 'way'>,
): ChatState {
  if (state.lines.some(({ id, from, own }) => !own && id === line.id && from === line.from)) return state;
  const known: ChatLine = {
    ...line,
    own: false,
    state: 'delivered',
    readers: [],
    confirmed: [],
    problem: undefined,
  };
  return { ...add(state, known), unread: state.unread + 1 };
}

/** The service took an own line, at that moment of the lab clock. */
export const taken = (state: ChatState, id: string, at: number): ChatState =>
  own(state, id, line => (line.state === 'sending' ? { ...line, state: 'taken', at } : line));

/** A reader confirmed an own line. */
export const delivered = (state: ChatState, id: string, by: string): ChatState =>
  own(state, id, line => {
    if (!line.readers.includes(by) || line.confirmed.includes(by)) return line;
    const confirmed = [...line.confirmed, by];
    return { ...line, confirmed, state: confirmed.length === line.readers.length ? 'delivered' : line.state };
  });

export const refused = (state: ChatState, id: string, problem: string): ChatState =>
  own(state, id, line => ({ ...line, state: 'failed', problem }));

export const looked = (state: ChatState): ChatState => (state.unread === 0 ? state : { ...state, unread: 0 });

const add = (state: ChatState, line: ChatLine): ChatState => ({
  ...state,
  lines: [...state.lines, line].slice(-mostLines),
});

const own = (state: ChatState, id: string, change: (line: ChatLine) => ChatLine): ChatState => ({
  ...state,
  lines: state.lines.map(line => (line.own && line.id === id ? change(line) : line)),
});
