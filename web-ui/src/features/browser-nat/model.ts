import type { Milliseconds } from '../../shared/units';

/** What one gathering told about the STUN servers that were asked from one peer connection. */
export type GatherEvent =
  | { kind: 'host'; address: string; port: number; protocol: string }
  | { kind: 'srflx'; address: string; port: number; foundation: string; url: string | undefined }
  /** 701 comes per interface: `address` (often masked) and `port` tell of which. */
  | { kind: 'error'; url: string; code: number; address: string | undefined; port: number | undefined };

export interface Gathering {
  events: GatherEvent[];
  /** Every server was answered by or given up on from every interface; else time was over first. */
  complete: boolean;
  took: Milliseconds;
}

/** A STUN server as host and port; one host under two ports shows dependence on the port. */
export interface StunServer {
  url: string;
  host: string;
  port: number;
}

export type Mapping = 'endpoint-independent' | 'address-dependent' | 'address-and-port-dependent';

/** Nothing here is an answer seen on the wire: all of it follows from candidates, so it is at most derived. */
export type Estimate<T extends string> =
  { value: T } | { unknown: UnknownCode; params?: Record<string, string | number> };

export type UnknownCode =
  | 'no-answer'
  | 'server-silent'
  | 'only-one-answered'
  | 'bases-unclear'
  | 'one-address-only'
  | 'address-hidden'
  | 'no-mapped-address'
  | 'no-host'
  | 'not-from-a-page'
  | 'browser-refused';

export type Family = 'ipv4' | 'ipv6';

export interface FamilyEstimate {
  /** Undefined where no address of any family was learnt. */
  family: Family | undefined;
  nat: Estimate<'none' | 'present'>;
  mapping: Estimate<Mapping>;
  filtering: Estimate<never>;
  portPreservation: Estimate<'preserved' | 'changed'>;
  /** Under which addresses the servers saw the browser. */
  seenAs: { address: string; server: string | undefined }[];
}

export interface NatEstimate {
  servers: StunServer[];
  families: FamilyEstimate[];
  /** The server was asked over loopback: what translates there is the machine itself, for example Docker. */
  loopback: boolean;
  errors: { url: string; code: number; count: number }[];
  took: Milliseconds;
}

export interface BrowserNatState {
  measuring: boolean;
  estimate: NatEstimate | undefined;
  /** Why it could not even be tried. */
  problem: 'no-server' | 'browser-refused' | undefined;
}

export const initialBrowserNat = (): BrowserNatState => ({
  measuring: false,
  estimate: undefined,
  problem: undefined,
});
