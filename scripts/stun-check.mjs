// One STUN Binding request over UDP (RFC 8489). Exit code 0 when the answer came within a second. Usage: stun-check.mjs HOST PORT
// turnutils_stunclient of coturn 4.6 waits for ever for an answer that was lost.
import { createSocket } from 'node:dgram';
import { randomBytes } from 'node:crypto';

const [host, port] = process.argv.slice(2);
const id = randomBytes(12);
const socket = createSocket('udp4');
const end = (code) => process.exit(code);
socket.on('error', () => end(1));
socket.on('message', (answer) => {
  if (answer.length >= 20 && answer.readUInt16BE(0) === 0x0101 && answer.subarray(8, 20).equals(id)) end(0);
});
socket.send(Buffer.concat([Buffer.from('000100002112a442', 'hex'), id]), Number(port), host);
setTimeout(() => end(1), 1000);
