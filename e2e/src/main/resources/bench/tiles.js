// Watches the tiles of a room from the first moment: when "join" was pressed, and of each remote picture when its first
// frame was given to the screen and how many have been since. Independent of what the page itself measures.
(() => {
  const tiles = new Map();
  const watched = new WeakSet();
  let join;
  document.addEventListener(
    'click',
    event => {
      if (!event.target.closest?.('[data-testid="join"]')) return;
      join = performance.now();
      tiles.clear();
    },
    true,
  );
  const follow = video => {
    watched.add(video);
    const next = () =>
      video.requestVideoFrameCallback((_, frame) => {
        next();
        const peer = video.closest('[data-testid="tile"]')?.dataset.peer;
        if (peer === undefined || join === undefined || frame.presentationTime < join) return;
        const tile = tiles.get(peer);
        if (tile?.video === video) tile.frames = frame.presentedFrames;
        else tiles.set(peer, { video, first: frame.presentationTime, frames: frame.presentedFrames });
        const { width, height } = frame;
        Object.assign(tiles.get(peer), { width, height });
      });
    next();
  };
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('[data-testid="tile"] video')) if (!watched.has(video)) follow(video);
  }).observe(document, { childList: true, subtree: true });
  window.__tiles = () => ({
    join,
    now: performance.now(),
    tiles: Object.fromEntries(
      [...tiles]
        .filter(([, { video }]) => video.isConnected)
        .map(([peer, { first, frames, width, height }]) => [peer, { first, frames, width, height }]),
    ),
  });
})();
