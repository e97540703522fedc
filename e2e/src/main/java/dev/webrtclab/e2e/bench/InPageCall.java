package dev.webrtclab.e2e.bench;

/**
 * Two peer connections inside one page: no network, no server; the least a browser needs from offer
 * to first frame.
 */
final class InPageCall {
    static final String SCRIPT =
            """
            async () => {
              const canvas = document.createElement('canvas');
              canvas.width = 640; canvas.height = 480;
              const paint = canvas.getContext('2d');
              let n = 0;
              const drawing = setInterval(() => {
                paint.fillStyle = `hsl(${n++ * 7 % 360} 80% 50%)`;
                paint.fillRect(0, 0, 640, 480);
              }, 33);
              const stream = canvas.captureStream(30);
              const start = performance.now();
              const viewer = new RTCPeerConnection(), sender = new RTCPeerConnection();
              viewer.onicecandidate = e => sender.addIceCandidate(e.candidate);
              sender.onicecandidate = e => viewer.addIceCandidate(e.candidate);
              viewer.addTransceiver('video', { direction: 'recvonly' });
              const video = document.createElement('video');
              video.muted = true; video.autoplay = true; document.body.append(video);
              const shown = new Promise(done => video.requestVideoFrameCallback(done));
              viewer.ontrack = e => { video.srcObject = new MediaStream([e.track]); };
              await viewer.setLocalDescription();
              await sender.setRemoteDescription(viewer.localDescription);
              sender.getTransceivers()[0].direction = 'sendonly';
              await sender.getTransceivers()[0].sender.replaceTrack(stream.getVideoTracks()[0]);
              await sender.setLocalDescription();
              await viewer.setRemoteDescription(sender.localDescription);
              await shown;
              const elapsed = performance.now() - start;
              clearInterval(drawing); viewer.close(); sender.close();
              return elapsed;
            }
            """;

    private InPageCall() {}
}
