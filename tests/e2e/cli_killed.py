#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`kill -9` at every stage of an add: the next run is clean, and the same add then succeeds."""

import shutil
import signal
import threading
import time

from fileserver import FileServer
from world import World, bundle, main

# Between the announcement of a stage and the kill: at once, and well into it.
DELAYS = (0.0, 0.08)
RATE = 8 << 20  # bytes a second: the download lasts long enough to be killed in


class Killed(World):
    def stages(self):
        """The lines that an undisturbed add says on standard error, in order."""
        made = bundle()
        with FileServer(made["path"]) as server:
            _, err = self.cli("add", server.url("bundle.zip"), "--sha256", made["sha256"], "--name", "Whole")
        lines = err.splitlines()
        return [line for line in ("Download", "Verify", "Unpack", "Check", "Set up") if line in lines]

    def kill_at(self, stage, delay, url, made):
        """Starts an add and kills it that long after the stage was said; whether it was still running."""
        process = self.spawn("add", url, "--sha256", made["sha256"], "--name", "Cut")
        said = threading.Event()

        def read():
            for line in process.stderr:
                if line.strip() == stage:
                    said.set()
            said.set()

        reader = threading.Thread(target=read)
        reader.start()
        self.assertTrue(said.wait(30), f"“{stage}” was not said")
        time.sleep(delay)
        was_running = process.poll() is None
        process.kill()
        process.stdout.read()
        process.wait()
        reader.join()
        process.stdout.close()
        process.stderr.close()
        return was_running

    def test_every_stage_can_be_killed(self):
        made = bundle()
        stages = self.stages()
        self.assertGreaterEqual(len(stages), 4, stages)
        hits = 0
        for stage in stages:
            for delay in DELAYS:
                with self.subTest(stage=stage, delay=delay), \
                        FileServer(made["path"], bytes_per_second=RATE) as server:
                    hits += self.kill_at(stage, delay, server.url("bundle.zip"), made)
                    self.wait_nothing_runs(5)
                    self.check_clean(made, server)
        self.assertGreater(hits, len(stages), "most kills came while it ran")

    def check_clean(self, made, server):
        self.json("recover")
        for place in ("staging", "journal"):
            self.assertEqual(list(self.library.glob(f"{place}/*")), [], place)
        listed = self.json("list")
        self.assertEqual(listed["broken"], [])
        ids = [row["id"] for row in listed["installs"]]
        self.assertIn(ids, (["whole"], ["cut", "whole"]))
        if "cut" not in ids:
            self.json("add", server.url("bundle.zip"), "--sha256", made["sha256"], "--name", "Cut")
        self.json("remove", "cut", "--yes", "--remove-data", "--permanently")
        for archive in self.library.glob("store/downloads/*"):
            shutil.rmtree(archive)  # the next round downloads again

    def test_an_interrupted_download_goes_on_where_it_was(self):
        made = bundle(kind="tar")
        half = made["size"] // 2
        with FileServer(made["path"], bytes_per_second=RATE) as server:
            process = self.spawn("add", server.url("bundle.tar"), "--sha256", made["sha256"], "--name", "Cut")
            self.wait_for(lambda: server.sent > half, "half of it is sent")
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=10)
            self.assertEqual(process.returncode, 1, err)
            server.rate = 0
            self.wait_for(lambda: server.is_idle(), "the server is done with the killed one")
            sent_before = server.sent
            self.json("add", server.url("bundle.tar"), "--sha256", made["sha256"], "--name", "Cut")
        self.assertLess(server.sent - sent_before, made["size"] - (4 << 20), "not everything was fetched again")


main()
