#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`porticoctl catalogue` where GitHub is a black hole: a server that takes connections and never answers. What the
others say is printed after the time that was given, and who was silent."""

import json
import socket
import threading
import time

from world import NOWHERE, World, main


class BlackHole:
    """Takes connections and says nothing."""

    def __init__(self):
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self.taken = []
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self):
        while True:
            try:
                self.taken.append(self._server.accept()[0])
            except OSError:
                return

    def close(self):
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for connection in self.taken:
            connection.close()


class Catalogue(World):
    def setUp(self):
        super().setUp()
        self.hole = BlackHole()
        self.addCleanup(self.hole.close)
        nowhere = f"http://127.0.0.1:{self.hole.port}"
        team = self.folder / "studio.json"
        team.write_text(json.dumps({"schema": 1, "id": "studio", "name": "Studio", "bundles": [
            {"id": "studio-1", "name": "Studio build", "comfyVersion": "0.37.0", "os": "linux", "architecture": "x64",
             "accelerator": "cpu",
             "files": [{"url": "https://studio.example/b.zip", "sha256": "0" * 64, "size": 9}]}]}))
        config = self.folder / "config"
        config.mkdir()
        (config / "settings.json").write_text(json.dumps(
            {"schema": 1, "githubMirror": nowhere, "standaloneMirror": nowhere + "/standalone",
             "teamCatalogues": [str(team)], **NOWHERE}), encoding="utf-8")
        self.environment["PORTICO_CONFIG_DIR"] = str(config)
        self.environment["PORTICO_CACHE_DIR"] = str(self.folder / "cache")

    def test_the_silent_ones_are_named_after_the_time_that_was_given(self):
        began = time.monotonic()
        answer = self.json("catalogue", "--all", "--wait", "2")
        took = time.monotonic() - began
        self.assertTrue(2 <= took < 12, f"{took:.1f} s")
        self.assertTrue(self.hole.taken, "somebody asked")
        self.assertEqual([each["name"] for each in answer["bundles"]], ["Studio build"], str(answer["sources"]))
        states = {each["id"]: each for each in answer["sources"]}
        for name in ("official", "standalone"):
            self.assertEqual(states[name]["state"], "failed")
            self.assertEqual(states[name]["problem"]["code"], "timeout")
            self.assertIn(states[name]["title"], states[name]["problem"]["message"])
        out, err = self.cli("catalogue", "--all", "--wait", "1")
        self.assertIn("Studio build", out)
        self.assertIn("Recommended", out)
        self.assertIn("did not answer within 1", err)

    def test_a_team_promotes(self):
        team = self.folder / "studio.json"
        document = json.loads(team.read_text())
        old = document["bundles"][0]
        document["bundles"] = [old | {"track": "stable"}, old | {"id": "studio-2", "track": "testing", "comfyVersion": "0.38.0"}]
        team.write_text(json.dumps(document))
        for track in ("staging", "latest"):
            moved = self.json("catalogue", "promote", team, "studio-2", "--by", "mona")
            self.assertEqual((moved["to"], moved["former"]), (track, []))
        said, _ = self.cli("catalogue", "promote", team, "studio-2")
        self.assertIn("went from “latest” to “stable”", said)
        self.assertIn("team/studio/studio-1 was there", said)
        before = team.read_bytes()
        refused = self.json("catalogue", "promote", team, "studio-2", "--to", "testing", code=3)["error"]
        self.assertIn("only go forward", refused["message"])
        self.assertEqual(team.read_bytes(), before)
        answer = self.json("catalogue", "--all", "--wait", "2")
        tracks = {each["id"]: (each["track"], each["tags"]) for each in answer["bundles"]}
        self.assertEqual(tracks["team/studio/studio-2"], ("stable", []))
        track, (tag,) = tracks["team/studio/studio-1"]
        self.assertIsNone(track)
        self.assertRegex(tag, r"^stable-\d{4}-\d\d-\d\d$")
        history = json.loads(before)["history"]
        self.assertEqual([(line["to"], line["by"]) for line in history[:2]], [("staging", "mona"), ("latest", "mona")])
        self.assertEqual([path.name for path in self.folder.glob(".portico*")], [])
        for words in (["promote", team], ["promote", team, "studio-1", "--to", "beta"], ["what", "is", "this"]):
            self.cli("catalogue", *words, code=2)
        self.cli("catalogue", "promote", self.folder / "none.json", "studio-1", code=4)

    def test_a_time_that_is_none_is_refused(self):
        for wait in ("0", "soon", "-3", "601"):
            _, err = self.cli("catalogue", f"--wait={wait}", code=2)
            self.assertIn(wait, err)


if __name__ == "__main__":
    main()
