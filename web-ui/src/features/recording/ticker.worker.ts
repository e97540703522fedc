/** Timers of a worker go on at full rate while its page is not shown. */
let timer: ReturnType<typeof setInterval> | undefined;

onmessage = ({ data }: MessageEvent<number>): void => {
  clearInterval(timer);
  timer = setInterval(() => postMessage(0), data);
};
