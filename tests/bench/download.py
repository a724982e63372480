# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""How fast a download is, beside public tools in the same run. Not part of the timed tests.

    python3 tests/bench/download.py --bin build/release/tests [--folder DIR] [--rounds 5] [--mib 1024]

`--bin` names the folder of the program `downloadop` (built with the tests). nginx serves on
loopback. Ours hashes (SHA-256) and syncs the file; curl and aria2c do neither.
"""
import argparse
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

LIMITED_MB = 300
CONFIGURATION = """
daemon off;
{user}
worker_processes 1;
pid {base}/nginx.pid;
error_log {base}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    sendfile on;
    default_type application/octet-stream;
    client_body_temp_path {base}/t1; proxy_temp_path {base}/t2; fastcgi_temp_path {base}/t3;
    uwsgi_temp_path {base}/t4; scgi_temp_path {base}/t5;
    server {{
        listen 127.0.0.1:{port};
        root {base}/www;
        location /limited/ {{ alias {base}/www/; limit_rate 20m; }}
    }}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def write_noise(path: pathlib.Path, mib: int) -> None:
    with path.open("wb") as file:
        for _ in range(mib // 16 or 1):
            file.write(os.urandom(min(16, mib) << 20))


class Bench:
    def __init__(self, program: pathlib.Path, base: pathlib.Path, rounds: int):
        self.program = program
        self.base = base
        self.rounds = rounds
        self.port = free_port()
        self.rows: list[tuple[str, str, str, str, str]] = []

    def serve(self) -> subprocess.Popen:
        configuration = self.base / "nginx.conf"
        user = "user root;" if os.geteuid() == 0 else ""
        configuration.write_text(CONFIGURATION.format(base=self.base, port=self.port, user=user))
        server = subprocess.Popen(["nginx", "-c", configuration, "-p", self.base], stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 0.2).close()
                return server
            except OSError:
                time.sleep(0.05)
        raise SystemExit("nginx does not start: " + (self.base / "error.log").read_text()[-400:])

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def timed(self, command: list) -> float:
        out = self.base / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        begun = time.monotonic()
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, cwd=out)
        return time.monotonic() - begun

    def compare(self, name: str, size: float, ours: list, tool: str, theirs: list) -> None:
        our_times, their_times = [], []
        for _ in range(self.rounds):  # by turns, so that the neighbours' noise hits both
            our_times.append(self.timed(ours))
            their_times.append(self.timed(theirs))
        us, them = statistics.median(our_times), statistics.median(their_times)
        ratio = them / us
        self.rows.append((name, f"{size / us:.0f} MB/s", f"{tool} {size / them:.0f} MB/s", f"{ratio:.2f}",
                          "reached" if ratio >= 1.0 else "MISSED"))

    def memory(self, path: str, size: int) -> None:
        """Every write to the disk is made to take 20 ms; the server is as fast as loopback."""
        out = self.base / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        worst = 0.0
        for connections in (1, 8):
            command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64", "-e",
                       "inject=pwrite64:delay_enter=20000", self.program, out, self.url(path),
                       f"connections={connections}", "memory"]
            ended = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
            worst = max(worst, int(re.search(r"peak-kib=(\d+)", ended.stderr)[1]) / 1024)
            shutil.rmtree(out)
            out.mkdir()
        self.rows.append((f"peak memory, slow disk, {size >> 20} MiB", f"{worst:.0f} MiB", "goal 64 MiB", "",
                          "reached" if worst <= 64 else "MISSED"))


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bin", type=pathlib.Path, required=True)
    options.add_argument("--folder", type=pathlib.Path, default=None, help="where files are written")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--mib", type=int, default=1024)
    chosen = options.parse_args()
    program = (chosen.bin / "downloadop").resolve()
    missing = [tool for tool in ("nginx", "curl", "aria2c", "strace") if not shutil.which(tool)]
    if missing or not program.exists():
        print("missing: " + ", ".join(missing + ([] if program.exists() else [str(program)])))
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-bench-", dir=chosen.folder) as folder:
        base = pathlib.Path(folder)
        (base / "www").mkdir()
        write_noise(base / "www" / "large.zip", chosen.mib)
        write_noise(base / "www" / "limited.zip", LIMITED_MB)
        write_noise(base / "www" / "memory.zip", 160)
        bench = Bench(program, base, chosen.rounds)
        server = bench.serve()
        try:
            url = bench.url("/large.zip")
            bench.compare(f"{chosen.mib} MiB, no limit", chosen.mib * 1.048576, [program, ".", url],
                          "curl", ["curl", "-s", "-o", "x", url])
            url = bench.url("/limited/limited.zip")
            bench.compare(f"{LIMITED_MB} MiB, 20 MB/s a connection", LIMITED_MB * 1.048576, [program, ".", url],
                          "aria2c -x8", ["aria2c", "-q", "-x8", "-s8", "--file-allocation=none", "-o", "x", url])
            bench.memory("/memory.zip", 160 << 20)
        finally:
            server.terminate()
            server.wait()
    widths = [max(len(row[i]) for row in bench.rows) for i in range(5)]
    for row in bench.rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    return 0 if all(row[4] == "reached" for row in bench.rows) else 1


if __name__ == "__main__":
    sys.exit(main())
