// A page that is told of other ICE servers than the lab's. Options:
//   urls                  only URLs that match this expression are kept
//   also                  URLs that are told beside those
//   username, credential  take the place of the real ones
//   wrong                 the credential is a wrong one
//   absent                the lab is said to have no TURN server
//   taken                 so many connections take allocations with the same credential before the page may have it
options => {
  const kept = url => !options.urls || new RegExp(options.urls).test(url);
  const servers = list =>
    list
      .map(server => {
        const urls = [server.urls].flat().filter(kept);
        if (server.username === undefined) return { ...server, urls };
        return {
          ...server,
          urls,
          username: options.username ?? server.username,
          credential: options.wrong ? 'bm90IHRoZSByaWdodCBvbmU=' : (options.credential ?? server.credential),
        };
      })
      .filter(server => server.urls.length > 0);

  const holders = [];
  const gathered = connection =>
    new Promise(resolve => {
      connection.onicegatheringstatechange = () => {
        if (connection.iceGatheringState === 'complete') resolve();
      };
    });
  const take = async iceServers => {
    const all = [];
    for (let count = 0; count < options.taken; count++) {
      const connection = new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' });
      holders.push(connection);
      connection.createDataChannel('holder');
      all.push(gathered(connection));
      await connection.setLocalDescription();
    }
    await Promise.all(all);
  };

  let answered;
  const native = window.fetch;
  window.fetch = async (...request) => {
    const response = await native(...request);
    if (!response.url.endsWith('/api/ice-servers')) return response;
    if (answered === undefined || !options.taken) {
      const body = await response.json();
      body.iceServers = servers(body.iceServers);
      if (options.also) body.iceServers.push({ urls: options.also });
      if (options.absent) body.turn = { available: false, why: 'none', next: 'none' };
      if (options.taken) await take(body.iceServers);
      answered = JSON.stringify(body);
    }
    return new Response(answered, { status: 200, headers: { 'content-type': 'application/json' } });
  };
}
