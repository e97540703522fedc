/**
 * The chat of a room: each message goes over the data channel of each recipient that has one, and once over signaling
 * for those that have none. Pure: events in, new state and effects out.
 */
import { mostChatLength } from './frames';

/** How long a recipient's page may take to confirm a message before it goes over signaling too, ms. */
export const confirmWithin = 5000;

/** Messages that are kept on the page; older ones are forgotten. */
export const keptMessages = 500;

/** Most messages of one peer that are shown at once, and per second after that; what exceeds it is counted only. */
export const burst = 20;
export const perSecond = 10;

/** What became of an own message toward one recipient. */
export type Delivery =
  /** In the data channel; the recipient's page has not confirmed it. */
  | { kind: 'sending'; since: number }
  /** The recipient's page confirmed it, so many ms after it was sent. */
  | { kind: 'delivered'; took: number }
  /** Goes or went over signaling; how far is told by the message. */
  | { kind: 'signaling' }
  /** The recipient left before anything confirmed it. */
  | { kind: 'left' };

/** How far the copy over signaling came. */
export type OverSignaling =
  | { kind: 'none' }
  | { kind: 'sent'; since: number }
  /** The service took it for its recipients; it does not tell whether they read it. */
  | { kind: 'taken' }
  | { kind: 'failed'; code: string };

export type ChatMessage =
  | {
      author: 'me';
      id: string;
      text: string;
      /** Page clock, ms. */
      at: number;
      /** The one recipient of a private message. */
      to: string | undefined;
      deliveries: Readonly<Record<string, Delivery>>;
      signaling: OverSignaling;
    }
  | {
      author: 'peer';
      from: string;
      id: string;
      text: string;
      /** When it arrived, page clock, ms. */
      at: number;
      private: boolean;
      via: 'channel' | 'signaling';
    };

export type OwnMessage = Extract<ChatMessage, { author: 'me' }>;

export interface ChatState {
  messages: readonly ChatMessage[];
  /** Messages that were not shown because a peer sent too many at once, by peer. */
  dropped: Readonly<Record<string, number>>;
  /** How many more messages of a peer may be shown now, as of `at`. */
  allowances: Readonly<Record<string, { left: number; at: number }>>;
}

export const initialChat = (): ChatState => ({ messages: [], dropped: {}, allowances: {} });

export interface Recipient {
  peer: string;
  /** Its page answered on the data channel of this connection. */
  direct: boolean;
}

export type ChatEvent =
  | { on: 'write'; id: string; text: string; to: string | undefined; recipients: readonly Recipient[] }
  | { on: 'retry'; id: string; recipients: readonly Recipient[] }
  | { on: 'heard'; from: string; id: string; text: string; private: boolean; via: 'channel' | 'signaling' }
  | { on: 'confirmed'; from: string; id: string }
  | { on: 'taken'; id: string }
  /** Signaling could not be reached or refused the message. */
  | { on: 'not-taken'; id: string; code: string }
  | { on: 'channel-lost'; peer: string }
  | { on: 'left'; peer: string }
  | { on: 'tick' };

export type ChatEffect =
  | { do: 'send'; peer: string; id: string; private: boolean; text: string }
  | { do: 'confirm'; peer: string; id: string }
  | { do: 'signal'; id: string; target: string | undefined; text: string };

export interface ChatStep {
  state: ChatState;
  effects: readonly ChatEffect[];
}

/** What may be sent: not blank, not longer than both ways carry. */
export const sendable = (text: string): boolean => text.trim() !== '' && text.length <= mostChatLength;

/** @param now page clock, ms */
export function chatStep(state: ChatState, event: ChatEvent, now: number): ChatStep {
  switch (event.on) {
    case 'write': {
      if (!sendable(event.text)) return { state, effects: [] };
      const message: OwnMessage = {
        author: 'me',
        id: event.id,
        text: event.text,
        at: now,
        to: event.to,
        deliveries: {},
        signaling: { kind: 'none' },
      };
      return dispatch(withMessage(state, message), message, event.recipients, now);
    }
    case 'retry': {
      const message = own(state, event.id);
      if (!message) return { state, effects: [] };
      const open = event.recipients.filter(({ peer }) => message.deliveries[peer]?.kind !== 'delivered');
      return dispatch(state, message, open, now);
    }
    case 'heard':
      return hear(state, event, now);
    case 'confirmed':
      return changeOwn(state, event.id, message => {
        const delivery = message.deliveries[event.from];
        if (!delivery || delivery.kind === 'delivered') return message;
        return withDelivery(message, event.from, { kind: 'delivered', took: now - message.at });
      });
    case 'taken':
      return changeOwn(state, event.id, message =>
        message.signaling.kind === 'none' ? message : { ...message, signaling: { kind: 'taken' } },
      );
    case 'not-taken':
      return changeOwn(state, event.id, message =>
        message.signaling.kind === 'sent'
          ? { ...message, signaling: { kind: 'failed', code: event.code } }
          : message,
      );
    case 'channel-lost':
      return overdue(state, now, (_, peer) => peer === event.peer);
    case 'left':
      return all(state, message => {
        const delivery = message.deliveries[event.peer];
        return delivery?.kind === 'sending' ? withDelivery(message, event.peer, { kind: 'left' }) : message;
      });
    case 'tick':
      return tick(state, now);
    default:
      return event satisfies never;
  }
}

/** Sends what can go directly, and the rest together over signaling. */
function dispatch(
  state: ChatState,
  message: OwnMessage,
  recipients: readonly Recipient[],
  now: number,
): ChatStep {
  const direct = recipients.filter(recipient => recipient.direct);
  const others = recipients.filter(recipient => !recipient.direct);
  let changed = message;
  for (const { peer } of direct) changed = withDelivery(changed, peer, { kind: 'sending', since: now });
  for (const { peer } of others) changed = withDelivery(changed, peer, { kind: 'signaling' });
  const effects: ChatEffect[] = direct.map(({ peer }) => ({
    do: 'send',
    peer,
    id: message.id,
    private: message.to !== undefined,
    text: message.text,
  }));
  if (others.length > 0) {
    changed = { ...changed, signaling: { kind: 'sent', since: now } };
    effects.push(signal(message));
  }
  return { state: replaced(state, changed), effects };
}

const signal = (message: OwnMessage): ChatEffect => ({
  do: 'signal',
  id: message.id,
  target: message.to,
  text: message.text,
});

/**
 * Confirms every message of a channel that is shown, also a second time: the first mark may have been lost. Who has a
 * channel may get the copy for those who have none, even first; what the channel brings, too, came over it.
 */
function hear(state: ChatState, event: Extract<ChatEvent, { on: 'heard' }>, now: number): ChatStep {
  const confirm: ChatEffect[] =
    event.via === 'channel' ? [{ do: 'confirm', peer: event.from, id: event.id }] : [];
  const known = state.messages.find(
    message => message.author === 'peer' && message.from === event.from && message.id === event.id,
  );
  if (known?.author === 'peer') {
    const messages = state.messages.map(each => (each === known ? { ...known, via: event.via } : each));
    const sooner = event.via === 'channel' && known.via === 'signaling';
    return { state: sooner ? { ...state, messages } : state, effects: confirm };
  }
  const before = state.allowances[event.from] ?? { left: burst, at: now };
  const left = Math.min(burst, before.left + ((now - before.at) / 1000) * perSecond);
  if (left < 1) {
    const dropped = { ...state.dropped, [event.from]: (state.dropped[event.from] ?? 0) + 1 };
    return { state: { ...state, dropped }, effects: [] };
  }
  const allowances = { ...state.allowances, [event.from]: { left: left - 1, at: now } };
  const message: ChatMessage = {
    author: 'peer',
    from: event.from,
    id: event.id,
    text: event.text,
    at: now,
    private: event.private,
    via: event.via,
  };
  return { state: { ...withMessage(state, message), allowances }, effects: confirm };
}

function tick(state: ChatState, now: number): ChatStep {
  const step = overdue(state, now, delivery => now - delivery.since >= confirmWithin);
  const unanswered = all(step.state, message =>
    message.signaling.kind === 'sent' && now - message.signaling.since >= confirmWithin
      ? { ...message, signaling: { kind: 'failed', code: 'unanswered' } }
      : message,
  );
  return { state: unanswered.state, effects: step.effects };
}

/** What no page confirmed goes over signaling: once per message, and recipients that got it both ways show it once. */
function overdue(
  state: ChatState,
  now: number,
  when: (delivery: Extract<Delivery, { kind: 'sending' }>, peer: string) => boolean,
): ChatStep {
  const effects: ChatEffect[] = [];
  const { state: changed } = all(state, message => {
    const late = Object.entries(message.deliveries).filter(
      ([peer, delivery]) => delivery.kind === 'sending' && when(delivery, peer),
    );
    if (late.length === 0) return message;
    let result = message;
    for (const [peer] of late) result = withDelivery(result, peer, { kind: 'signaling' });
    if (result.signaling.kind === 'none' || result.signaling.kind === 'failed') {
      result = { ...result, signaling: { kind: 'sent', since: now } };
      effects.push(signal(message));
    }
    return result;
  });
  return { state: changed, effects };
}

const own = (state: ChatState, id: string): OwnMessage | undefined =>
  state.messages.find((message): message is OwnMessage => message.author === 'me' && message.id === id);

const withDelivery = (message: OwnMessage, peer: string, delivery: Delivery): OwnMessage => ({
  ...message,
  deliveries: { ...message.deliveries, [peer]: delivery },
});

const withMessage = (state: ChatState, message: ChatMessage): ChatState => ({
  ...state,
  messages: [...state.messages, message].slice(-keptMessages),
});

const replaced = (state: ChatState, changed: OwnMessage): ChatState => ({
  ...state,
  messages: state.messages.map(message =>
    message.author === 'me' && message.id === changed.id ? changed : message,
  ),
});

const changeOwn = (state: ChatState, id: string, change: (message: OwnMessage) => OwnMessage): ChatStep =>
  all(state, message => (message.id === id ? change(message) : message));

/** The same state where no message changes, so that nothing is drawn anew. */
function all(state: ChatState, change: (message: OwnMessage) => OwnMessage): ChatStep {
  const messages = state.messages.map(message => (message.author === 'me' ? change(message) : message));
  const same = messages.every((message, index) => message === state.messages[index]);
  return { state: same ? state : { ...state, messages }, effects: [] };
}
