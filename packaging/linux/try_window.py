#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The whole main job in the window of an installed Portico, as an ordinary user on a screen of its own: for try-deb.sh,
which calls it in a clean root.

    try_window.py BUNDLE PORT        beside tests/e2e/windowdriver.py; pictures go to $PORTICO_BUILD_DIR/screenshots/e2e

Adds the bundle, starts it, has it make a picture, stops it and removes it; each step is asked of porticoctl, too.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import comfyclient
import windowdriver

SECONDS = 180


def ask(*words):
    said = subprocess.run(["porticoctl", "--json", *words], capture_output=True, text=True, check=True)
    return json.loads(said.stdout.splitlines()[-1])


def installs():
    return ask("list")["installs"]


def state(install):
    return ask("status", install["id"])["session"]["state"]


def wait_state(install, wanted):
    comfyclient.wait_until(lambda: state(install) == wanted, SECONDS, f"it is {wanted}")
    print(f"{install['name']}: {wanted}", flush=True)


def main_job(window, port):
    window.wait_enabled("Add", SECONDS)
    window.shoot("root-add")
    window.press("Return")
    install = comfyclient.wait_until(installs, SECONDS, "it is added")[0]
    print(f"added: {install['name']}", flush=True)
    subprocess.run(["porticoctl", "set", install["id"], f"port={port}"], check=True)
    window.wait_enabled("Start", SECONDS)
    window.click_left_half("Start")
    wait_state(install, "ready")
    window.find("Stop", SECONDS)
    window.shoot("root-running")
    print(len(comfyclient.make_picture(port)), "bytes of a picture", flush=True)
    window.click_left_half("Stop")
    wait_state(install, "stopped")
    window.find("Start", SECONDS)
    window.click(install["name"] + ", ", begins=True)
    window.press("Delete")
    window.wait_enabled("Delete for good", SECONDS)
    window.shoot("root-remove")
    window.click("Delete for good")
    window.wait_enabled("Remove", SECONDS)
    window.click("Remove")
    removing = Path.home() / "Portico/removing"
    comfyclient.wait_until(lambda: not installs() and not any(removing.glob("*")), SECONDS, "it is removed")
    window.shoot("root-removed")
    print("removed", flush=True)


def main():
    bundle, port = sys.argv[1], int(sys.argv[2])
    desktop = windowdriver.Desktop()
    try:
        window = windowdriver.Window(["portico", bundle], dict(os.environ))
        try:
            main_job(window, port)
            window.process.send_signal(signal.SIGTERM)
            print("the window ended with", window.wait_end(SECONDS))
        except BaseException:
            window.shoot("root-failure")
            raise
        finally:
            window.kill()
    finally:
        desktop.close()


main()
