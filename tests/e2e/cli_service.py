#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What portico@.service relies on: its own ExecStart, started as systemd starts it, with a socket to be told by."""

import re
import signal
import socket

from world import SOURCE, World, bundle, comfyclient, main


class Service(World):
    def setUp(self):
        super().setUp()
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.manager.bind(str(self.folder / "notify"))
        self.manager.settimeout(60)
        self.addCleanup(self.manager.close)
        self.environment["NOTIFY_SOCKET"] = str(self.folder / "notify")
        unit = (SOURCE / "packaging/linux/portico@.system.service.in").read_text(encoding="utf-8")
        self.limit = int(re.search(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)[1])
        self.command = re.search(r"^ExecStart=@CMAKE_INSTALL_FULL_BINDIR@/porticoctl (.+)$", unit, re.MULTILINE)[1]

    def told(self, wanted):
        """Reads what systemd is told until this is part of it; returns all of it."""
        said = ""
        while wanted not in said:
            said += self.manager.recv(4096).decode() + "\n"
        return said

    def start(self, install):
        return self.spawn(*self.command.replace("%i", install["id"]).split())

    def test_it_is_ready_writes_its_log_and_stops_within_its_limit(self):
        install = self.add(bundle(), "--name", "Studio")
        self.cli("status", "studio", "--ready", code=1)
        service = self.start(install)
        said = self.told("READY=1")
        self.assertNotIn("STOPPING", said)
        self.assertIn(f"STATUS=ComfyUI is ready at http://127.0.0.1:{install['port']}", said)
        self.cli("status", "studio", "--ready")
        self.assertTrue(comfyclient.make_picture(install["port"]).startswith(comfyclient.PNG_SIGNATURE))
        service.send_signal(signal.SIGTERM)  # KillMode=mixed: only to this one
        self.told("STOPPING=1")
        out, _ = service.communicate(timeout=self.limit)
        self.assertEqual(service.returncode, 0)
        self.assertIn("Starting server", out, "the journal gets ComfyUI's log")
        self.wait_nothing_runs()

    def test_a_start_that_crashes_fails_and_is_never_called_ready(self):
        install = self.add(bundle(mode="crash-at-start"), "--name", "Studio")
        service = self.start(install)
        service.communicate(timeout=120)
        self.assertNotIn(service.returncode, (0, 2, 3, 4), "systemd tries again only after a failure")
        self.manager.settimeout(0.2)
        said = ""
        try:
            while True:
                said += self.manager.recv(4096).decode()
        except TimeoutError:
            pass
        self.assertNotIn("READY=1", said)

    def test_an_install_that_is_not_there_is_not_tried_again(self):
        unit = (SOURCE / "packaging/linux/portico@.user.service.in").read_text(encoding="utf-8")
        never = re.search(r"^RestartPreventExitStatus=(.+)$", unit, re.MULTILINE)[1].split()
        service = self.start({"id": "nobody"})
        service.communicate(timeout=60)
        self.assertIn(str(service.returncode), never)


main()
