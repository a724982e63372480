# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The state outside the process: folders, temp, the database lock, the reboot marker, and ways to die."""

import faulthandler
import os
import shutil
import signal
import sys
import threading

try:
    import fcntl
except ImportError:
    fcntl = None

MEMORY_URL = "sqlite:///:memory:"
FILE_PREFIX = "sqlite:///"
REBOOT_VARIABLE = "__COMFY_CLI_SESSION__"


class Folders:
    """Where the folders are, by the rules of --base-directory and its overrides."""

    def __init__(self, args, code):
        self.code = code
        self.base = os.path.abspath(args.base_directory) if args.base_directory else code
        self.models = os.path.abspath(args.models_directory or os.path.join(self.base, "models"))
        self.custom_nodes = os.path.join(self.base, "custom_nodes")
        self.input = os.path.abspath(args.input_directory or os.path.join(self.base, "input"))
        self.output = os.path.abspath(args.output_directory or os.path.join(self.base, "output"))
        self.user = os.path.abspath(args.user_directory or os.path.join(self.base, "user"))
        self.temp = os.path.join(os.path.abspath(args.temp_directory or self.base), "temp")

    def by_type(self, name):
        return {"output": self.output, "input": self.input, "temp": self.temp}.get(name)

    def remove_temp(self):
        shutil.rmtree(self.temp, ignore_errors=True)


class DatabaseLock:
    """The OS lock on <database>.lock, held until the process ends; the file itself stays."""

    def __init__(self, url):
        self.path = None if url == MEMORY_URL else url[len(FILE_PREFIX):] if url.startswith(FILE_PREFIX) else None
        self._file = None

    def acquire(self) -> bool:
        if self.path is None:
            return True
        os.makedirs(os.path.dirname(os.path.abspath(self.path)), exist_ok=True)
        self._file = open(self.path + ".lock", "a+b")
        try:
            if fcntl:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            else:
                import msvcrt
                msvcrt.locking(self._file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        open(self.path, "ab").close()
        return True


def reboot(folders):
    """Manager's restart: with the session variable, leave a marker and end with 0; without, become a new process."""
    session = os.environ.get(REBOOT_VARIABLE)
    if session:
        open(session + ".reboot", "w", encoding="utf-8").close()
        leave(0)
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def leave(code):
    """Ends at once from any thread, buffers flushed, nothing cleaned up."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            pass
    os._exit(code)


def crash(log, where="execution.py"):
    log.write("Traceback (most recent call last):\n"
              f'  File "{where}", line 1, in <module>\n'
              "RuntimeError: the stand-in was told to crash\n")
    leave(1)


def segfault():
    """A real native crash, reported by faulthandler as ComfyUI does."""
    faulthandler.enable()
    if hasattr(signal, "SIGSEGV") and os.name == "posix":
        os.kill(os.getpid(), signal.SIGSEGV)
    faulthandler._sigsegv()


def kill_self():
    if os.name == "posix":
        os.kill(os.getpid(), signal.SIGKILL)
    leave(0xC0000005)


def ignore_signals(modes):
    if modes.has("ignore-sigint"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if modes.has("ignore-sigterm"):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _first_time(folders, name, limit=1) -> bool:
    """Counts the calls over all starts with this user folder; true for the first `limit` of them."""
    path = os.path.join(folders.user, f"standin-{name}")
    count = os.path.getsize(path) if os.path.exists(path) else 0
    os.makedirs(folders.user, exist_ok=True)
    with open(path, "a", encoding="utf-8") as file:
        file.write("x")
    return count < limit


def arm_timers(log, modes, folders):
    """Starts the timers of the …-after-ready modes."""
    actions = {
        "crash-after-ready": lambda: crash(log),
        "exit-after-ready": lambda: leave(0),
        "segfault-after-ready": segfault,
        "sigkill-after-ready": kill_self,
        "reboot-always": lambda: reboot(folders),
    }
    if modes.has("reboot-after-ready") and _first_time(folders, "reboot"):
        _after(modes.number("reboot-after-ready", 1), lambda: reboot(folders))
    if modes.has("crash-loop") and _first_time(folders, "crash-loop", modes.number("crash-loop", 1e9)):
        _after(0.1, lambda: crash(log))
    for name, action in actions.items():
        if modes.has(name):
            _after(modes.number(name, 1), action)


def _after(seconds, action):
    timer = threading.Timer(seconds, action)
    timer.daemon = True
    timer.start()
