# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""An HTTP proxy and a SOCKS5 proxy on loopback, with a login, a log, and names of their own.

`names` maps a host to the address that stands for it, so that https://index.example is there only
through the proxy: nobody else can look that name up. `log` lists "host:port" of what went through.

    proxies.py socks|silent [--login USER PASSWORD] [NAME=HOST:PORT]...

prints the port, then one line for each connection that is asked for, until its standard input ends. A silent one
takes connections and says nothing.
"""

import base64
import socket
import socketserver
import struct
import sys
import threading
from urllib.parse import urlsplit


def _pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    finally:
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def _join(client, server):
    other = threading.Thread(target=_pump, args=(server, client), daemon=True)
    other.start()
    _pump(client, server)
    other.join(5)
    server.close()


class Proxy:
    """Serves until closed. login: (user, password) or None."""

    def __init__(self, handler, names=None, login=None):
        self.names = names or {}
        self.login = login
        self.log = []
        self.refused = 0
        self.tell = False
        proxy = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                try:
                    handler(proxy, self.request)
                except OSError:
                    pass

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def connect(self, host, port):
        self.log.append(f"{host}:{port}")
        if self.tell:
            print(self.log[-1], flush=True)
        return socket.create_connection(self.names.get(host, (host, port)), 10)

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def _read_head(client):
    head = b""
    while b"\r\n\r\n" not in head:
        data = client.recv(65536)
        if not data or len(head) > 65536:
            return None
        head += data
    return head


def _http(proxy, client):
    while head := _read_head(client):
        lines = head.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ", 2)
        fields = {name.strip().lower(): value.strip()
                  for name, _, value in (line.partition(":") for line in lines[1:])}
        if proxy.login:
            wanted = base64.b64encode(":".join(proxy.login).encode()).decode()
            if fields.get("proxy-authorization", "") != f"Basic {wanted}":
                proxy.refused += 1
                client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                               b'Proxy-Authenticate: Basic realm="test"\r\nContent-Length: 0\r\n\r\n')
                continue
        if method == "CONNECT":
            host, _, port = target.rpartition(":")
            server = proxy.connect(host.strip("[]"), int(port))
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            return _join(client, server)
        url = urlsplit(target)
        server = proxy.connect(url.hostname, url.port or 80)
        path = (url.path or "/") + (f"?{url.query}" if url.query else "")
        kept = [line for line in lines[1:] if not line.lower().startswith(("proxy-", "connection:"))]
        server.sendall("\r\n".join([f"{method} {path} HTTP/1.1", *kept, "Connection: close", "", ""])
                       .encode("latin-1"))
        return _join(client, server)


def _exactly(client, count):
    data = b""
    while len(data) < count:
        more = client.recv(count - len(data))
        if not more:
            raise OSError("gone")
        data += more
    return data


def _socks(proxy, client):
    version, count = _exactly(client, 2)
    methods = _exactly(client, count)
    if version != 5:
        return
    if proxy.login:
        if 2 not in methods:
            client.sendall(b"\x05\xff")
            return
        client.sendall(b"\x05\x02")
        _, length = _exactly(client, 2)
        user = _exactly(client, length).decode()
        password = _exactly(client, _exactly(client, 1)[0]).decode(errors="replace")
        if (user, password) != tuple(proxy.login):
            proxy.refused += 1
            client.sendall(b"\x01\x01")
            return
        client.sendall(b"\x01\x00")
    else:
        client.sendall(b"\x05\x00")
    _, _, _, kind = _exactly(client, 4)
    if kind == 1:
        host = socket.inet_ntop(socket.AF_INET, _exactly(client, 4))
    elif kind == 4:
        host = socket.inet_ntop(socket.AF_INET6, _exactly(client, 16))
    else:
        host = _exactly(client, _exactly(client, 1)[0]).decode()
    port = struct.unpack("!H", _exactly(client, 2))[0]
    server = proxy.connect(host, port)
    client.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
    _join(client, server)


def http_proxy(names=None, login=None):
    return Proxy(_http, names, login)


def socks_proxy(names=None, login=None):
    return Proxy(_socks, names, login)


def silent_proxy():
    """Takes connections and says nothing."""
    return Proxy(lambda _, client: client.recv(1) and _wait(client))


def _wait(client):
    while client.recv(65536):
        pass


def _main(words):
    kind, login = words.pop(0), None
    if words[:1] == ["--login"]:
        login, words = tuple(words[1:3]), words[3:]
    names = {}
    for word in words:
        name, _, place = word.partition("=")
        host, _, port = place.rpartition(":")
        names[name] = (host, int(port))
    with silent_proxy() if kind == "silent" else socks_proxy(names, login) as proxy:
        proxy.tell = True
        print(proxy.port, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    _main(sys.argv[1:])
