# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The whole run: arguments, start-up, serving, stop."""

import faulthandler
import json
import os
import runpy
import sys
import time
import webbrowser

from . import arguments, executor, failures, httpserver, lifecycle, logstream, modes, noise, processes, prompts, routes
from . import startup, websocket

FEATURE_FLAGS = {"show_signin_button": {"type": "bool", "default": False}, "enable_telemetry": {"type": "bool"}}
FOREVER = 10 ** 9


def _version(code, wanted):
    return wanted.text("version") or runpy.run_path(os.path.join(code, "comfyui_version.py"))["__version__"]


def main():
    code = arguments.CODE_FOLDER
    argv = list(sys.argv)
    rest = argv[1:]
    wanted = modes.read(code, rest, [*failures.BY_NAME, *processes.SHAPES])
    args = arguments.parse(rest)
    if args.list_feature_flags:
        print(json.dumps(FEATURE_FLAGS, indent=2))
        return
    faulthandler.enable()
    logstream.hold_back_prints()
    log = logstream.Log(args.log_level, args.log_stdout, wanted.has("plain-log"), args.log_files)
    folders = lifecycle.Folders(args, code)
    state = startup.Startup(args, wanted, log, folders, _version(code, wanted))
    lifecycle.ignore_signals(wanted)
    _die_early(wanted, log, state)
    processes.start_all(wanted)
    try:
        server = _start(args, wanted, log, folders, state, [argv[0], *rest])
        _serve_until_stopped(args, wanted, log, state, server)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        startup.uncaught(log)
    _stop(wanted, folders)


def _die_early(wanted, log, state):
    state.fail("arguments")
    if wanted.has("exit-code"):
        lifecycle.leave(int(wanted.number("exit-code", 1)))
    if wanted.has("crash-at-start"):
        lifecycle.crash(log, "main.py")
    if wanted.has("silent"):
        time.sleep(FOREVER)


def _start(args, wanted, log, folders, state, argv):
    state.set_paths()
    state.load_torch()
    if wanted.has("segfault"):
        lifecycle.segfault()
    if wanted.has("sigkill-self"):
        lifecycle.kill_self()
    state.announce()
    folders.remove_temp()
    state.load_nodes()
    lock = _set_up_database(args, log, state)
    state.announce_cache()
    if args.quick_test_for_ci:
        sys.stdout.flush()
        sys.exit(0)
    if wanted.has("never-ready"):
        time.sleep(FOREVER)
    os.makedirs(folders.temp, exist_ok=True)
    server = _make_server(args, wanted, log, folders, state, argv)
    server.database_lock = lock
    return server


def _set_up_database(args, log, state):
    """A held lock is only logged, unless --enable-assets makes it fatal."""
    state.fail("database")
    lock = lifecycle.DatabaseLock(args.database_url)
    if not lock.acquire():
        log.error(f"Failed to initialize database. Could not acquire lock on database '{lock.path}'. Another ComfyUI "
                  "process may already be using it. Use --database-url to specify a separate database file.")
        if args.enable_assets:
            sys.exit(1)
    return lock


def _make_server(args, wanted, log, folders, state, argv):
    clients = websocket.Clients()
    queue = prompts.Queue(clients)
    worker = executor.Executor(queue, clients, log, folders, args, wanted)
    worker.start()
    table = routes.Routes(args, log, folders, state, queue, worker, clients, argv)
    return httpserver.Server(args, log, folders, table, clients, wanted)


def _serve_until_stopped(args, wanted, log, state, server):
    """From here on an interrupt is a clean stop; before, it is a traceback and death by signal 2."""
    try:
        log.info("Starting server\n")
        state.fail("bind")
        lifecycle.arm_timers(log, wanted, state.folders)
        noise.after_ready(wanted)
        server.listen()
        if args.auto_launch:
            webbrowser.open(server.url)
        while True:
            time.sleep(0.2)
    except KeyboardInterrupt:
        log.info("\nStopped server")


def _stop(wanted, folders):
    time.sleep(wanted.number("slow-stop"))
    if wanted.has("hang-on-stop"):
        _hang()
    if wanted.has("threads-on-stop"):
        _wait_for_threads()
    folders.remove_temp()
    lifecycle.leave(0)


def _wait_for_threads():
    """As the interpreter's end does: the next interrupt cuts it short."""
    try:
        time.sleep(FOREVER)
    except KeyboardInterrupt:
        pass


def _hang():
    """Deaf to further interrupts; only a stronger signal helps."""
    while True:
        try:
            time.sleep(FOREVER)
        except KeyboardInterrupt:
            continue
