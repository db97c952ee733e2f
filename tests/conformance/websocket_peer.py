"""Python's websockets, either side: `websocket_peer.py client URL` or `websocket_peer.py server`.

Run by the system's python3, which has Debian's python3-websockets.
"""

import asyncio
import os
import sys

import websockets

LIMIT = 20_000_000
SIZES = (0, 1, 125, 126, 127, 65535, 65536, 1_000_000, 16_000_000)


async def converse(url, compression):
  async with websockets.connect(url, compression=compression, max_size=LIMIT,
                                subprotocols=["chat"]) as socket:
    assert socket.subprotocol == "chat", socket.subprotocol
    assert bool(socket.extensions) == (compression is not None), socket.extensions
    for size in SIZES:
      for message in (os.urandom(size), "\u03ba" * (size // 2)):
        await socket.send(message)
        assert await socket.recv() == message, size
    await socket.send(iter(["in ", "", "pieces"]))
    assert await socket.recv() == "in pieces"
    await (await socket.ping(b"payload"))
    many = [f"message {n}" for n in range(2000)]
    for message in many:
      await socket.send(message)
    assert [await socket.recv() for _ in many] == many
    await socket.close(4321, "bye")
    assert socket.close_code == 4321, socket.close_code


async def client(url):
  await converse(url + "/ws", "deflate")
  await converse(url + "/plain", None)
  foreign = False
  try:
    await websockets.connect(url + "/ws", origin="http://elsewhere")
  except websockets.InvalidStatusCode as error:
    foreign = error.status_code == 403
  assert foreign
  print("done")


async def echo(socket):
  async for message in socket:
    await socket.send(message)


async def server():
  async with websockets.serve(echo, "127.0.0.1", 0, max_size=LIMIT, subprotocols=["chat"]) as it:
    print(it.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
  asyncio.run(client(sys.argv[2]) if sys.argv[1] == "client" else server())
