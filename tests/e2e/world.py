# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A small world for each end-to-end test: a library, a home and a loopback server of its own, and the
real programs. Whatever a test leaves running or lying about is an error of the test."""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

SOURCE = Path(os.environ["PORTICO_SOURCE_DIR"])
BIN = Path(os.environ["PORTICO_BIN_DIR"])
CACHE = Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "bundles"
for folder in ("tests/support", "tests/support/bundles"):
    sys.path.insert(0, str(SOURCE / folder))

import comfyclient  # noqa: E402
import make_bundle  # noqa: E402


def made_by():
    """Of what bundles are made by and of: those of an older maker are not taken for today's."""
    digest = hashlib.sha256()
    for folder in ("bundles", "comfyui"):
        for file in sorted((SOURCE / "tests/support" / folder).rglob("*.py")):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


SECONDS = 60  # for anything that should be quick
# As a setting: all but this computer is behind a proxy that is not there, so a test reaches nobody else.
NOWHERE = {"proxy": {"mode": "http", "host": "127.0.0.1", "port": 9, "user": ""}}


def bundle(layout="anymatix", kind="zip", **options):
    """A bundle as make_bundle describes it; made once per build folder, also with tests side by side."""
    words = [layout, kind] + [f"{name}-{value}" for name, value in sorted(options.items())]
    folder = CACHE / made_by() / "-".join(words).replace(",", "_").replace("=", "_")
    folder.mkdir(parents=True, exist_ok=True)
    described = folder / "bundle.json"
    with open(CACHE / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not described.exists():
            name = {"7z-volumes": "bundle.7z"}.get(kind, f"bundle.{kind}")
            answer = make_bundle.make(make_bundle.Request(
                layout=layout, kind=kind, out=str(folder / name), cache=str(CACHE / "python"), **options))
            described.write_text(json.dumps(answer), encoding="utf-8")
    return json.loads(described.read_text(encoding="utf-8"))


class World(unittest.TestCase):
    """One test: `self.cli(...)` runs porticoctl on a library of this test's own."""

    may_use_the_usual_port = False  # of one test only: they run side by side

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="portico-e2e-"))
        self.library = self.folder / "library"
        for name in ("home", "run"):
            (self.folder / name).mkdir(mode=0o700)
        self.environment = {
            "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.folder / "home"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"), "TMPDIR": str(self.folder)}

    def tearDown(self):
        usual = self.started_on_the_usual_port()
        left = self.processes()
        for pid, _ in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        shutil.rmtree(self.folder, ignore_errors=True)
        self.assertEqual(left, [], "processes were left behind")
        if not self.may_use_the_usual_port:
            self.assertEqual(usual, [], "started on 8188, as another test may at the same time: give it a free port")

    def started_on_the_usual_port(self):
        found = []
        for install in self.library.glob("installs/*/install.json"):
            with contextlib.suppress(ValueError):  # some tests damage it
                if json.loads(install.read_bytes())["port"] == 8188 and any((install.parent / "logs").glob("*")):
                    found.append(install.parent.name)
        return found

    def processes(self):
        """[(pid, command line)] of all processes that carry this world's folder, but for ourselves."""
        return [(pid, command) for pid, _, command in comfyclient.survivors(str(self.folder))]

    def spawn(self, *words, **options):
        return subprocess.Popen(
            [str(BIN / "porticoctl"), "--library", str(self.library), *map(str, words)],
            env=self.environment, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, start_new_session=True, **options)

    def cli(self, *words, code=0, seconds=SECONDS):
        """Runs porticoctl to its end, checks its exit code (None: any), returns (stdout, stderr)."""
        process = self.spawn(*words)
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            self.fail(f"porticoctl {' '.join(map(str, words))} did not end within {seconds} s:\n{out}{err}")
        if code is not None:
            self.assertEqual(process.returncode, code, f"porticoctl {' '.join(map(str, words))}:\n{out}{err}")
        return out, err

    def json(self, *words, code=0, seconds=SECONDS):
        """The last JSON document that porticoctl prints; every line of it must be JSON."""
        out, _ = self.cli("--json", *words, code=code, seconds=seconds)
        documents = [json.loads(line) for line in out.splitlines()]
        self.assertTrue(documents, "nothing on standard output")
        return documents[-1]

    def add(self, made, *words, source=None, **options):
        """Adds a bundle on a free port; returns the install as JSON."""
        return self.json("add", source or made["path"], "--sha256", made["sha256"],
                         "--port", comfyclient.free_port(), *words, **options)

    def state(self, install):
        return self.json("status", install["id"])["session"]["state"]

    def wait_for(self, ask, what, seconds=SECONDS):
        return comfyclient.wait_until(ask, seconds, what)

    def wait_nothing_runs(self, seconds=15):
        end = time.monotonic() + seconds
        while self.processes() and time.monotonic() < end:
            time.sleep(0.1)
        self.assertEqual(self.processes(), [], f"still running after {seconds} s")


def main():
    """Runs the tests of the calling module; ends with the line that test.sh counts."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = unittest.TextTestRunner(verbosity=2, stream=sys.stdout).run(suite)
    failed = len({getattr(test, "test_case", test).id() for test, _ in result.failures + result.errors})
    skipped = len(result.skipped)
    for test, reason in result.skipped:
        print(f"skipped: {test.id()}: {reason}")
    passed = result.testsRun - failed - skipped
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    sys.exit(1 if failed or not result.testsRun else 0)
