# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""WebSocket frames, and the clients that get ComfyUI's messages."""

import base64
import hashlib
import json
import struct
import threading
import uuid

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
PREVIEW_EVENT, PNG_FORMAT = 1, 2

#: What is sent to every socket when a prompt came without client_id; the rest is then not sent at all.
BROADCAST = {"progress", "progress_state", "status", "execution_interrupted"}


def accept_key(key):
    return base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()


def frame(opcode, payload):
    head = bytes([0x80 | opcode])
    if len(payload) < 126:
        return head + bytes([len(payload)]) + payload
    if len(payload) < 1 << 16:
        return head + struct.pack(">BH", 126, len(payload)) + payload
    return head + struct.pack(">BQ", 127, len(payload)) + payload


def read_frame(file):
    """Returns (opcode, payload), or None at the end of the stream."""
    head = file.read(2)
    if len(head) < 2:
        return None
    length = head[1] & 0x7F
    if length == 126:
        length = struct.unpack(">H", file.read(2))[0]
    elif length == 127:
        length = struct.unpack(">Q", file.read(8))[0]
    mask = file.read(4) if head[1] & 0x80 else b"\0\0\0\0"
    data = file.read(length)
    return head[0] & 0x0F, bytes(byte ^ mask[n % 4] for n, byte in enumerate(data))


class Client:
    def __init__(self, sid, connection):
        self.sid = sid
        self.wants_logs = False
        self._connection = connection
        self._lock = threading.Lock()

    def send_frame(self, opcode, payload):
        try:
            with self._lock:
                self._connection.sendall(frame(opcode, payload))
        except OSError:
            pass

    def send(self, kind, data):
        self.send_frame(TEXT, json.dumps({"type": kind, "data": data}).encode())


class Clients:
    """The open sockets by client id; a second socket with the same id takes the place of the first."""

    def __init__(self):
        self._by_id = {}
        self._lock = threading.Lock()

    def _all(self):
        with self._lock:
            return list(self._by_id.values())

    def send(self, kind, data, client_id=None):
        if client_id is None:
            for client in self._all() if kind in BROADCAST else []:
                client.send(kind, data)
        elif client_id in self._by_id:
            self._by_id[client_id].send(kind, data)

    def send_preview(self, png, client_id):
        if client_id in self._by_id:
            self._by_id[client_id].send_frame(BINARY, struct.pack(">II", PREVIEW_EVENT, PNG_FORMAT) + png)

    def send_logs(self, entries):
        for client in self._all():
            if client.wants_logs:
                client.send("logs", {"entries": entries, "size": None})

    def subscribe_logs(self, client_id, enabled):
        if client_id in self._by_id:
            self._by_id[client_id].wants_logs = enabled

    def serve(self, handler, client_id, queue_remaining, features):
        """Speaks with one socket until it closes; runs in the connection's own thread."""
        client = Client(client_id or uuid.uuid4().hex, handler.connection)
        with self._lock:
            self._by_id[client.sid] = client
        client.send("status", {"status": {"exec_info": {"queue_remaining": queue_remaining}}, "sid": client.sid})
        try:
            self._read_all(handler.rfile, client, features)
        except (OSError, struct.error):
            pass
        with self._lock:
            if self._by_id.get(client.sid) is client:
                del self._by_id[client.sid]

    def _read_all(self, file, client, features):
        is_first = True
        while True:
            message = read_frame(file)
            if message is None or message[0] == CLOSE:
                client.send_frame(CLOSE, message[1][:2] if message else b"")
                return
            if message[0] == PING:
                client.send_frame(PONG, message[1])
            if message[0] == TEXT and is_first:
                is_first = False
                if b"feature_flags" in message[1]:
                    client.send("feature_flags", features)
