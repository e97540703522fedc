import { message, type MessageKey } from '../../i18n/i18n';
import type { EventOf, SessionEvent } from '../../protocol/session-record';
import { ends } from '../../protocol/session-record';
import { Beginnings } from './beginnings';
import { label, say, wire, type RowBuilder, type Told } from './builder';
import { addressIn, addressOf, typeOf } from './candidate-line';

type Server = typeof ends.stun | typeof ends.turn;

/** The server an ICE server URL leads to (RFC 7064, RFC 7065). */
export function serverOf(url: string | undefined): Server | undefined {
  if (url === undefined) return undefined;
  if (/^stuns?:/i.test(url)) return ends.stun;
  return /^turns?:/i.test(url) ? ends.turn : undefined;
}

const isBinding = ({ toward, method }: EventOf<'stun_sent'> | EventOf<'stun_received'>): boolean =>
  toward === 'stun' && method === 'binding';

const tellsFromBegin = ({ type, source }: SessionEvent): boolean =>
  type === 'environment' && source.where === 'media-peer';

/**
 * What must have happened, since something came of it, and what nobody can observe. Of an end that tells of its own
 * STUN traffic that is what it can not tell: libwebrtc writes nothing about Binding requests to a STUN server.
 */
export class Derivation {
  /** Ends that tell of STUN messages themselves: a Java peer that has begun does, whether it has sent any or not. */
  private readonly tellsStun = new Set<string>();
  /** Those of them that told of Binding requests to a STUN server, too. */
  private readonly tellsBinding = new Set<string>();
  /** Ends that told of candidates themselves; of others the signals have to do. */
  private readonly tellsCandidates = new Set<string>();
  /** Relayed addresses coturn told of, by end, and ends whose allocations it told of. */
  private readonly allocated = new Set<string>();
  private readonly asked = new Set<string>();
  private readonly checked = new Set<string>();
  private readonly servers = new Map<string, readonly string[]>();
  private readonly beginnings = new Beginnings();
  /** A signal has come: it gives the zero of the times. */
  private readonly begun: boolean;

  constructor(
    events: readonly SessionEvent[],
    private readonly into: RowBuilder,
  ) {
    this.begun = events.some(({ type }) => type === 'signal');
    for (const event of events) {
      if (event.type === 'stun_sent' || event.type === 'stun_received') {
        this.tellsStun.add(event.from);
        if (isBinding(event)) this.tellsBinding.add(event.from);
      }
      if (tellsFromBegin(event)) this.tellsStun.add(event.from);
      if (event.type === 'candidate') this.tellsCandidates.add(event.from);
      if (event.type === 'relay' && event.what === 'allocated') {
        const end = event.from === ends.turn ? event.to : event.from;
        if (event.relayed !== undefined) this.allocated.add(`${end} ${event.relayed}`);
      }
    }
  }

  /** Whether an event that comes later leaves what was derived before as it is. */
  isPlain(event: SessionEvent): boolean {
    switch (event.type) {
      case 'stun_sent':
      case 'stun_received':
        return (isBinding(event) ? this.tellsBinding : this.tellsStun).has(event.from);
      case 'environment':
        return !tellsFromBegin(event) || this.tellsStun.has(event.from);
      case 'candidate':
        return this.tellsCandidates.has(event.from);
      case 'transport':
        return event.generation === 1;
      case 'relay':
        return event.what !== 'allocated';
      case 'signal':
        return this.begun;
      default:
        return true;
    }
  }

  /** Called before the rows of the event itself are added. */
  before(event: SessionEvent): void {
    if (event.type === 'environment') this.servers.set(event.from, event.iceServers);
    this.beginnings.read(event);
    if (this.tellsBinding.has(event.from)) return;
    if (this.tellsStun.has(event.from)) return this.beforeTelling(event);
    switch (event.type) {
      case 'state':
        if (event.of === 'gathering' && event.value === 'gathering') this.gap(event);
        return;
      case 'candidate':
        return this.answered(
          event,
          event.candidateType,
          event.url,
          addressOf(event) ?? addressIn(event.candidate),
        );
      case 'signal': {
        if (this.tellsCandidates.has(event.from) || event.candidate === undefined) return;
        return this.answered(event, typeOf(event.candidate), event.url, addressIn(event.candidate));
      }
      case 'candidate_error':
        return this.notHelped(event);
      case 'pair':
        return this.checksGap(event);
      default:
    }
  }

  /** Of an end that tells of all but its Binding requests to a STUN server. */
  private beforeTelling(event: SessionEvent): void {
    if (event.type === 'state' && event.of === 'gathering' && event.value === 'gathering')
      return this.bindingGap(event);
    if (event.type !== 'candidate' || event.candidateType !== 'srflx' || serverOf(event.url) !== ends.stun)
      return;
    const address = addressOf(event) ?? addressIn(event.candidate);
    this.exchange(event, ends.stun, 'sequence.derived.mapped', 'sequence.why.bindingCandidate', address);
  }

  private bindingGap(event: SessionEvent): void {
    const urls = this.servers.get(event.from) ?? [];
    if (!urls.some(url => serverOf(url) === ends.stun) || this.hasAsked(event)) return;
    this.unseen(event, {
      to: ends.stun,
      kind: 'stun',
      phase: 'gathering',
      why: message('sequence.why.ownBinding'),
      label: label(say('sequence.gap.binding')),
    });
  }

  /** Whether this was asked before for the end and the generation; from now on it was. */
  private hasAsked({ from }: SessionEvent): boolean {
    const key = `${from} ${this.into.generation}`;
    if (this.asked.has(key)) return true;
    this.asked.add(key);
    return false;
  }

  /** Where it begins to ask servers, if there are any: what it asks can not be seen. */
  private gap(event: SessionEvent): void {
    const urls = this.servers.get(event.from) ?? [];
    const far = urls.some(url => serverOf(url) === ends.turn) ? ends.turn : serverOf(urls[0]);
    if (far === undefined || this.hasAsked(event)) return;
    this.unseen(event, {
      to: far,
      kind: far === ends.turn ? 'turn' : 'stun',
      phase: 'gathering',
      why: message('sequence.why.ownStun'),
      label: label(say('sequence.gap.servers')),
    });
  }

  private checksGap(event: EventOf<'pair'>): void {
    const other = this.into.other(event.from);
    if (other === undefined || this.checked.has(event.from)) return;
    this.checked.add(event.from);
    this.unseen(event, {
      to: other,
      kind: 'check',
      phase: 'checks',
      why: message('sequence.why.ownChecks'),
      label: label(say('sequence.gap.checks')),
    });
  }

  /** A gap where something goes on that nobody can observe, with what it is and why. */
  private unseen(event: SessionEvent, gap: Pick<Told, 'to' | 'kind' | 'phase' | 'why' | 'label'>): void {
    this.into.add(event, { part: -1, form: 'gap', style: 'gap', basis: [event.n], ...gap });
  }

  /** A mapped or relayed address came from a server: it was asked and has answered by then. */
  private answered(
    event: EventOf<'candidate'> | EventOf<'signal'>,
    type: string,
    url: string | undefined,
    address: string | undefined,
  ): void {
    if (type !== 'srflx' && type !== 'relay') return;
    // A TURN server answers Allocate with the mapped address, too.
    const server = serverOf(url) ?? (type === 'relay' ? ends.turn : undefined);
    if (server === undefined) return;
    if (type === 'relay' && address !== undefined && this.allocated.has(`${event.from} ${address}`)) return;
    const words = type === 'relay' ? 'sequence.derived.relayed' : 'sequence.derived.mapped';
    this.exchange(event, server, words, 'sequence.why.candidate', address);
  }

  /** A request and its answer, over when the candidate was there that came of it. */
  private exchange(
    event: SessionEvent,
    server: Server,
    words: MessageKey,
    why: MessageKey,
    address: string | undefined,
  ): void {
    this.into.add(event, {
      part: -1,
      to: server,
      form: 'both',
      style: 'derived',
      kind: server === ends.turn ? 'turn' : 'stun',
      phase: 'gathering',
      since: this.since(event),
      basis: [event.n],
      why: message(why, { n: event.n }),
      label: label(say(words), wire(address)),
    });
  }

  private since({ from, at, uncertaintyMs }: SessionEvent): number {
    return Math.min(this.beginnings.of(from), at - uncertaintyMs) - this.into.start;
  }

  /** 300 to 699 are answers of a server; 701 means that none came. */
  private notHelped(event: EventOf<'candidate_error'>): void {
    const server = serverOf(event.url);
    if (server === undefined) return;
    const silent = event.code === 701;
    this.into.add(event, {
      part: -1,
      ...(silent ? { to: server, form: 'lost' } : { from: server, to: event.from }),
      style: 'derived',
      kind: server === ends.turn ? 'turn' : 'stun',
      phase: 'gathering',
      since: this.since(event),
      flag: silent ? 'timeout' : 'refused',
      basis: [event.n],
      why: message('sequence.why.candidateError', { n: event.n }),
      label: label(
        silent ? say('sequence.derived.noAnswer') : say('sequence.derived.error', { code: event.code }),
        wire(event.text),
      ),
    });
  }
}
