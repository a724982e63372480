# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The window under a screen of its own, driven as a person does: controls are found by the name a screen
reader says (AT-SPI), and clicked and typed into by xdotool. Needs Xvfb, openbox, xdotool, dbus-daemon,
at-spi2-core and python3-pyatspi; `require()` skips the test where one is missing."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SYSTEM_PYTHON = "/usr/bin/python3"
BUS_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
# A session bus that starts nothing by itself: no keychain, no portal of this computer is asked.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""
TOOLS = ("Xvfb", "openbox", "xdotool", "dbus-daemon")
SHOTS = Path(os.environ.get("PORTICO_BUILD_DIR", ".")) / "screenshots" / "e2e"


def require():
    """Goes on in a Python that has pyatspi; ends with 77 where something is not here."""
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if not any(os.path.exists(path) for path in BUS_LAUNCHERS):
        missing.append("at-spi2-core")
    if importlib.util.find_spec("pyatspi") is None:
        if not missing and sys.executable != SYSTEM_PYTHON and os.path.exists(SYSTEM_PYTHON) \
                and "PORTICO_SECOND_PYTHON" not in os.environ:
            os.environ["PORTICO_SECOND_PYTHON"] = "1"
            os.environ["PORTICO_FIRST_PYTHON"] = sys.executable
            os.execv(SYSTEM_PYTHON, [SYSTEM_PYTHON, *sys.argv])
        missing.append("python3-pyatspi")
    if missing:
        print(f"not here: {', '.join(missing)}\n0 passed, 0 failed, 1 skipped")
        sys.exit(77)


class Desktop:
    """A screen with a window manager, a session bus and an accessibility bus, for this process too."""

    def __init__(self, size="1280x800"):
        self._children = []
        read_end, write_end = os.pipe()
        self._start(["Xvfb", "-displayfd", str(write_end), "-screen", "0", size + "x24", "-nolisten", "tcp", "-noreset"],
                    pass_fds=[write_end])
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            display = ":" + pipe.readline().strip()
        with tempfile.NamedTemporaryFile("w", suffix=".conf") as config:
            config.write(BUS)
            config.flush()
            bus = self._start(["dbus-daemon", "--config-file", config.name, "--print-address=1", "--nofork"],
                              stdout=subprocess.PIPE, text=True)
            address = bus.stdout.readline().strip()
        self.environment = {"DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": address}
        os.environ.update(self.environment)
        os.environ.pop("WAYLAND_DISPLAY", None)
        self._start(["openbox"])
        launcher = next(path for path in BUS_LAUNCHERS if os.path.exists(path))
        self._start([launcher, "--launch-immediately"])

    def _start(self, command, **options):
        options.setdefault("stdout", subprocess.DEVNULL)
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        self._children.append(child)
        return child

    def close(self):
        for child in reversed(self._children):
            child.terminate()
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            if child.stdout:
                child.stdout.close()


def xdotool(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


class Window:
    """One running Portico. Names are those a screen reader says, without the marks of shortcuts."""

    def __init__(self, command, environment, shown=True):
        import pyatspi  # connects to the bus of the Desktop that was made before
        self._atspi = pyatspi
        merged = {**environment, **{name: os.environ[name] for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS")},
                  "QT_QPA_PLATFORM": "xcb", "QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        self.process = subprocess.Popen(command, env=merged, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if shown:
            self._wait(self._application, "the window")

    @property
    def atspi(self):
        return self._atspi

    def application(self):
        """What the accessibility bus has of this Portico; None while it has nothing."""
        return self._application()

    def _wait(self, ask, what, seconds=20):
        end = time.monotonic() + seconds
        while True:
            if found := ask():
                return found
            if self.process.poll() is not None:
                raise AssertionError(f"Portico ended with {self.process.returncode}: {self.process.stderr.read()}")
            if time.monotonic() > end:
                self.shoot("failure")
                raise AssertionError(f"{what} did not appear within {seconds} s; there is: {self.names()}")
            time.sleep(0.1)

    def _application(self):
        for application in self._atspi.Registry.getDesktop(0):
            try:
                if application and application.get_process_id() == self.process.pid and application.childCount:
                    return application
            except Exception:  # an application that is about to go
                continue
        return None

    def _walk(self, node):
        try:
            children = [node.getChildAtIndex(i) for i in range(node.childCount)]
        except Exception:
            return
        for child in children:
            if child is None:
                continue
            yield child
            yield from self._walk(child)

    def _shown(self):
        application = self._application()
        for node in self._walk(application) if application else ():
            try:
                if node.getState().contains(self._atspi.STATE_SHOWING):
                    yield node
            except Exception:
                continue

    def names(self):
        return sorted({node.name for node in self._shown() if node.name})

    def look(self, name, begins=False):
        """The control with that name now, or None. Qt calls a bar of tabs what its chosen tab is called: it is left out."""
        for node in self._shown():
            if node.getRole() == self._atspi.ROLE_PAGE_TAB_LIST:
                continue
            said = node.name.replace("&", "")
            if said == name or (begins and said.startswith(name)):
                return node
        return None

    def _look_in_dialog(self, name, *roles):
        """The control of such a role; of several that of the dialog, which comes after the page behind it."""
        found = [node for node in self._shown() if node.name.replace("&", "") == name and node.getRole() in roles]
        return found[-1] if found else None

    def find(self, name, seconds=20, begins=False):
        return self._wait(lambda: self.look(name, begins), f"“{name}”", seconds)

    def all_named(self, name):
        """All controls with that name: a tab may be called like a page."""
        return [node for node in self._shown() if node.name.replace("&", "") == name]

    def wait_gone(self, name, seconds=20):
        self._wait(lambda: self.look(name) is None, f"the end of “{name}”", seconds)

    def wait_enabled(self, name, seconds=20):
        enabled = self._atspi.STATE_ENABLED
        return self._wait(lambda: (node := self.look(name)) and node.getState().contains(enabled) and node,
                          f"“{name}”, enabled,", seconds)

    def click(self, name, seconds=20, begins=False, button=1):
        """A click in the middle of the control."""
        self._click_node(self.find(name, seconds, begins), button)

    def click_node(self, node):
        self._click_node(node)

    def _click_node(self, node, button=1):
        box = node.queryComponent().getExtents(self._atspi.DESKTOP_COORDS)
        self.click_at(box.x + box.width // 2, box.y + box.height // 2, button)

    def click_at(self, x, y, button=1):
        xdotool("mousemove", "--sync", x, y)
        xdotool("click", button)

    def click_left_half(self, name):
        """For a button whose right end opens a menu."""
        box = self.find(name).queryComponent().getExtents(self._atspi.DESKTOP_COORDS)
        self.click_at(box.x + box.width // 3, box.y + box.height // 2)

    def type_into(self, name, text):
        self.click(name)
        xdotool("key", "--clearmodifiers", "ctrl+a")
        xdotool("type", "--delay", "2", text)

    def open_menu(self, name):
        """A click that opens a menu: a window of its own, which keys go to once it is there."""
        before = self._windows()
        self.click(name)
        self._wait(lambda: self._windows() > before, f"the menu of “{name}”")

    def _windows(self):
        said = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
        return len(said.stdout.split())

    def fill(self, name, text):
        """Into a field of a form, whose label has the same name."""
        node = self._wait(lambda: self._field(name), f"the field “{name}”")
        self._click_node(node)
        xdotool("key", "--clearmodifiers", "ctrl+a")
        xdotool("type", "--delay", "2", text)

    def _field(self, name):
        return self._look_in_dialog(name, self._atspi.ROLE_TEXT, self._atspi.ROLE_PASSWORD_TEXT, self._atspi.ROLE_ENTRY)

    def choose(self, now, place):
        """The choice at that place of the box that shows `now` (Qt names it so on Linux): its list is a window of its
        own, which keys go to once it is there."""
        node = self._wait(lambda: self._look_in_dialog(now, self._atspi.ROLE_COMBO_BOX), f"the choices “{now}”")
        before = self._windows()
        self._click_node(node)
        self._wait(lambda: self._windows() > before, f"the list of “{now}”")
        self.press("Home", *["Down"] * place, "Return")
        self._wait(lambda: self._windows() == before, f"the end of the list of “{now}”")

    def has_focus(self, name):
        node = self._field(name)
        return bool(node) and node.getState().contains(self._atspi.STATE_FOCUSED)

    def resize(self, width, height):
        """The main window, to its upper left corner."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--class", "portico"],
                               stdout=subprocess.PIPE, text=True, check=False).stdout.split()
        for window in found:
            xdotool("windowmove", window, 0, 0)
            xdotool("windowsize", "--sync", window, width, height)

    def press(self, *keys):
        for key in keys:
            xdotool("key", "--clearmodifiers", key)

    def shoot(self, name):
        """A picture of the whole screen among the build's screenshots."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", str(SHOTS / f"{name}.png")], check=False)

    def close(self):
        """Asks the window to close, as its own close button does."""
        xdotool("search", "--onlyvisible", "--pid", self.process.pid, "windowactivate", "--sync")
        self.press("alt+F4")

    def wait_end(self, seconds=20):
        self.process.wait(seconds)
        self.process.stderr.close()
        return self.process.returncode

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if not self.process.stderr.closed:
            self.process.stderr.close()
