// node's ws, either side: `websocket_peer.js client URL` or `websocket_peer.js server`.
'use strict';
const {randomBytes} = require('crypto');
const {once} = require('events');
const WebSocket = require('ws');

const kSizes = [0, 1, 125, 126, 127, 65535, 65536, 1_000_000, 16_000_000];

async function converse(url, perMessageDeflate) {
  const socket = new WebSocket(url, 'chat', {perMessageDeflate, maxPayload: 20_000_000});
  await once(socket, 'open');
  if (socket.protocol !== 'chat') throw new Error(`protocol ${socket.protocol}`);
  if ((socket.extensions !== '') !== Boolean(perMessageDeflate)) throw new Error(socket.extensions);
  for (const size of kSizes) {
    for (const binary of [true, false]) {
      const sent = binary ? randomBytes(size) : Buffer.from('\u03ba'.repeat(size / 2));
      socket.send(sent, {binary});
      const [data, isBinary] = await once(socket, 'message');
      if (isBinary !== binary || !data.equals(sent)) throw new Error(`size ${size}`);
    }
  }
  socket.send('in ', {fin: false});
  socket.send('pieces', {fin: true});
  const [joined] = await once(socket, 'message');
  if (String(joined) !== 'in pieces') throw new Error(joined);
  socket.ping('payload');
  const [pong] = await once(socket, 'pong');
  if (String(pong) !== 'payload') throw new Error(pong);
  socket.close(4321, 'bye');
  const [code] = await once(socket, 'close');
  if (code !== 4321) throw new Error(`closed with ${code}`);
}

async function client(url) {
  await converse(`${url}/ws`, true);
  await converse(`${url}/ws`, {serverMaxWindowBits: 10, clientMaxWindowBits: 10,
                               serverNoContextTakeover: true, clientNoContextTakeover: true});
  await converse(`${url}/plain`, false);
  console.log('done');
}

function server() {
  const listening = new WebSocket.WebSocketServer({
    port: 0, host: '127.0.0.1', perMessageDeflate: true, maxPayload: 20_000_000});
  listening.on('connection', (socket) => {
    socket.on('message', (data, binary) => socket.send(data, {binary}));
  });
  listening.on('listening', () => console.log(listening.address().port));
  process.stdin.on('end', () => process.exit(0)).resume();
}

if (process.argv[2] === 'server') {
  server();
} else {
  client(process.argv[3]).catch((error) => {
    console.error(error);
    process.exit(1);
  });
}
