"""A server that says what it is told to, for the answers that no honest server gives."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def scripted(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """Its port, for the length of a block; `talk` gets each connection in turn."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection, suppress(OSError):
                    talk(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(20)


@contextmanager
def between(port: int, seen: Callable[[bytes], bool]) -> Iterator[int]:
    """A port that leads to another one, until `seen` says of some bytes from there that they are not passed on."""

    def talk(client: socket.socket) -> None:
        with socket.create_connection(("127.0.0.1", port)) as server:
            upwards = threading.Thread(target=_pump, args=(client, server), daemon=True)
            upwards.start()
            while (data := server.recv(65_536)) and not seen(data):
                client.sendall(data)
            with suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
            upwards.join(20)

    with scripted(talk) as own:
        yield own


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
