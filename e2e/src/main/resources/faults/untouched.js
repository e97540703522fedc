// A page that nobody touches: it starts its call by itself, with sound, and tells its session on the console. Without a touch a
// browser may refuse to play. Options: {}.
() => {
  const muted = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'muted');
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    muted.set.call(this, false);
    return play.call(this);
  };
  let started = false;
  let told;
  const look = () => {
    const start = document.querySelector('[data-testid=start]');
    if (!started && start && !start.disabled && window.webrtcLab?.ready) {
      started = true;
      start.click();
    }
    const session = window.webrtcLab?.session;
    if (session && session !== told) {
      told = session;
      console.log('session ' + session);
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}
