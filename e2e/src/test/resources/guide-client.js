// A client as the guide's readers write it: it knows join, room_peers, peer_joined, peer_left, offer, answer and
// ice_candidate, chooses its own id, offers to everybody who was there before, and ignores every other message.
(peerId, roomId) => {
  const peers = new Map();
  const state = { received: [], streams: new Map(), left: [] };
  window.guideClient = state;
  let socket;
  const send = message => socket.send(JSON.stringify(message));

  const connectionTo = (remote, stream) => {
    const connection = new RTCPeerConnection();
    for (const track of stream.getTracks()) connection.addTrack(track, stream);
    connection.ontrack = event => {
      state.streams.set(remote, event.streams[0]);
      const video = document.createElement('video');
      video.muted = true; video.autoplay = true; video.srcObject = event.streams[0];
      video.dataset.from = remote;
      document.body.append(video);
    };
    connection.onicecandidate = event => {
      if (event.candidate) send({ type: 'ice_candidate', target: remote, candidate: event.candidate });
    };
    peers.set(remote, connection);
    return connection;
  };

  navigator.mediaDevices.getUserMedia({ video: true }).then(stream => {
    socket = new WebSocket(`ws://${location.host}/ws`);
    socket.onopen = () => { send({ type: 'join', peer_id: peerId, room_id: roomId }); };
    socket.onmessage = async event => {
      const message = JSON.parse(event.data);
      state.received.push(message.type);
      if (message.type === 'room_peers') {
        for (const remote of message.peers) {
          const connection = connectionTo(remote, stream);
          await connection.setLocalDescription(await connection.createOffer());
          send({ type: 'offer', target: remote, offer: connection.localDescription });
        }
      } else if (message.type === 'offer') {
        const connection = connectionTo(message.from, stream);
        await connection.setRemoteDescription(new RTCSessionDescription(message.offer));
        await connection.setLocalDescription(await connection.createAnswer());
        send({ type: 'answer', target: message.from, answer: connection.localDescription });
      } else if (message.type === 'answer') {
        await peers.get(message.from).setRemoteDescription(new RTCSessionDescription(message.answer));
      } else if (message.type === 'ice_candidate') {
        await peers.get(message.from)?.addIceCandidate(new RTCIceCandidate(message.candidate));
      } else if (message.type === 'peer_left') {
        state.left.push(message.peer_id);
      }
    };
  });
}
