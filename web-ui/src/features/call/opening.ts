import { message } from '../../i18n/i18n';
import { ms } from '../../shared/units';
import type { LabState } from '../lab-status/model';
import type { ActiveCall } from './active-call';
import { environmentAtOnce, environmentSeen, thisBrowser } from './environment';
import { enoughGathered, untilGathered } from './gathering';
import { rememberOwn } from './observed';
import type { PeerRecipe } from './prepared';
import { isOver, measured } from './record';
import { WebSocketExchange } from './websocket-exchange';

/** Without trickle nothing is sent before gathering ends. */
const gatherWithin = { quiet: ms(250), most: ms(3000) };

/**
 * The way from the offer to the wire. With trickle it is sent before anything is gathered.
 * @param state read once gathering has begun: what is known of the lab may have changed by then
 */
export async function sendOffer(
  { exchange, session, record }: ActiveCall,
  offer: RTCSessionDescriptionInit,
  state: { lab: LabState },
): Promise<void> {
  if (isOver(record)) return;
  record.phase = 'connecting';
  if (exchange instanceof WebSocketExchange) {
    exchange.begin(offer.sdp ?? '');
    await session.setLocal(offer);
    return;
  }
  await session.setLocal(offer);
  const { lab } = state;
  const enough = (): boolean => enoughGathered(record, lab.iceServers, lab.status?.turn.state);
  const gathered = await untilGathered(session.pc, { ...gatherWithin, enough });
  if (isOver(record)) return;
  if (gathered !== 'complete')
    measured(record, 'browser', message('event.gatheringCutOff'), message('basis.page'));
  await exchange.begin(session.pc.localDescription?.sdp ?? '');
}

/** Asked once the offer is on its way: nobody should have to wait for what only the record needs. */
export async function introduce(
  { record, exchange }: ActiveCall,
  { iceServers, policy }: PeerRecipe,
): Promise<void> {
  const [here, ice] = [thisBrowser(), { servers: iceServers, policy }];
  if (exchange instanceof WebSocketExchange) exchange.environmentAtOnce(environmentAtOnce(here, ice));
  const seen = await environmentSeen(here, ice);
  rememberOwn(record, seen, record.startedAt, undefined);
  if (exchange instanceof WebSocketExchange) exchange.environment(seen);
}
