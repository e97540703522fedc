import { ms, type Milliseconds } from '../../shared/units';

const first = 300;
const factor = 1.7;
const most = 5000;

/**
 * How long to wait before the next attempt to reconnect. The first comes at a random moment within 300 ms, so
 * that many pages do not return at once; later ones grow by 1.7 up to 5 s, each up to 30 % earlier at random.
 * @param failures attempts that failed since the connection was last open
 * @param random a number in [0, 1)
 */
export function reconnectDelay(failures: number, random: number): Milliseconds {
  if (failures <= 0) return ms(random * first);
  return ms(Math.min(most, first * factor ** failures) * (1 - 0.3 * random));
}

/** The same for calling again: at once at first, then slower. */
export function recallDelay(failures: number, random: number): Milliseconds {
  return failures <= 0 ? ms(0) : reconnectDelay(failures, random);
}
