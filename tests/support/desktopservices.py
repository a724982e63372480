# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What a desktop has beside windows, on the session bus of the environment: a server of notifications and a tray (a
StatusNotifierWatcher with a host). Run as a program, it serves both and writes what it was told as lines of JSON; as a
module, it starts that program and steers the icons. Needs python3-gi."""

import json
import queue
import subprocess
import sys
import threading

from gi.repository import Gio, GLib

NOTES, WATCHER, ITEM, MENU = ("org.freedesktop.Notifications", "org.kde.StatusNotifierWatcher",
                              "org.kde.StatusNotifierItem", "com.canonical.dbusmenu")
DESCRIPTION = f"""<node>
<interface name="{NOTES}">
 <method name="GetCapabilities"><arg type="as" direction="out"/></method>
 <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
  <arg type="s" direction="out"/><arg type="s" direction="out"/></method>
 <method name="CloseNotification"><arg type="u" direction="in"/></method>
 <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
  <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
  <arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
</interface>
<interface name="{WATCHER}">
 <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
 <method name="RegisterStatusNotifierHost"><arg type="s" direction="in"/></method>
 <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
 <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
 <property name="ProtocolVersion" type="i" access="read"/>
</interface></node>"""


def serve():
    """Until it is killed. Each notification is also answered when a line with its number comes: it was clicked."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    notes, watcher = Gio.DBusNodeInfo.new_for_xml(DESCRIPTION).interfaces
    shown = []

    def tell(**what):
        print(json.dumps(what), flush=True)

    def answer_note(_bus, _sender, _path, _interface, method, given, call):
        if method == "Notify":
            name, _, icon, title, text, actions, hints, _ = given.unpack()
            shown.append(title)
            tell(note=len(shown), name=name, icon=icon, title=title, text=text, actions=actions, hints=hints)
            call.return_value(GLib.Variant("(u)", (len(shown),)))
        elif method == "GetCapabilities":
            call.return_value(GLib.Variant("(as)", (["body", "body-markup", "actions"],)))
        elif method == "GetServerInformation":
            call.return_value(GLib.Variant("(ssss)", ("test", "Portico", "1", "1.2")))
        else:
            call.return_value(None)

    def answer_watcher(_bus, sender, _path, _interface, method, given, call):
        if method == "RegisterStatusNotifierItem":
            tell(item=sender, given=given.unpack()[0])
        call.return_value(None)

    def watcher_property(_bus, _sender, _path, _interface, name):
        return {"RegisteredStatusNotifierItems": GLib.Variant("as", []), "ProtocolVersion": GLib.Variant("i", 0),
                "IsStatusNotifierHostRegistered": GLib.Variant("b", True)}[name]

    def click(_source, _condition):
        line = sys.stdin.readline()
        if line:
            for signal, word in (("ActivationToken", "token-of-the-test"), ("ActionInvoked", "default")):
                bus.emit_signal(None, "/org/freedesktop/Notifications", NOTES, signal,
                                GLib.Variant("(us)", (int(line), word)))
        return bool(line)

    bus.register_object("/org/freedesktop/Notifications", notes, answer_note, None, None)
    bus.register_object("/StatusNotifierWatcher", watcher, answer_watcher, watcher_property, None)
    names = [NOTES, WATCHER]
    for name in names:
        Gio.bus_own_name_on_connection(bus, name, Gio.BusNameOwnerFlags.NONE,
                                       lambda _bus, name: tell(owns=name), None)
    GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, click)
    GLib.MainLoop().run()


class Item:
    """An icon of the tray, and its menu."""

    def __init__(self, service):
        self._service = service
        self._bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def _call(self, path, interface, method, arguments):
        return self._bus.call_sync(self._service, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                                   10_000, None).unpack()

    def get(self, name):
        return self._call("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get",
                          GLib.Variant("(ss)", (ITEM, name)))[0]

    def tooltip(self):
        icon, _pixmaps, title, text = self.get("ToolTip")
        return title or text or icon

    def picture(self):
        """The bytes of its largest picture."""
        return bytes(max(self.get("IconPixmap"))[2])

    def activate(self):
        self._call("/StatusNotifierItem", ITEM, "Activate", GLib.Variant("(ii)", (0, 0)))

    def menu(self):
        """{"Studio: Ready/Stop": its number} of what can be chosen now; the marks of shortcuts are left out."""
        found = {}

        def walk(entry, before):
            number, properties, children = entry
            name = before + properties.get("label", "").replace("_", "")
            if not children and properties.get("type") != "separator" and properties.get("enabled", True):
                found[name] = number
            for child in children:
                walk(child, name + "/" if name else "")

        self._call("/MenuBar", MENU, "AboutToShow", GLib.Variant("(i)", (0,)))
        walk(self._call("/MenuBar", MENU, "GetLayout", GLib.Variant("(iias)", (0, -1, [])))[1], "")
        return found

    def choose(self, name):
        self._call("/MenuBar", MENU, "Event",
                   GLib.Variant("(isvu)", (self.menu()[name], "clicked", GLib.Variant("s", ""), 0)))


class DesktopServices:
    """The program above, running until close()."""

    def __init__(self, environment):
        self._process = subprocess.Popen([sys.executable, __file__], env=environment, stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True)
        self._lines = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.notes, self.items = [], []
        owned = 0
        while owned < 2:
            owned += "owns" in self._lines.get(timeout=20)

    def _read(self):
        for line in self._process.stdout:
            self._lines.put(json.loads(line))

    def look(self):
        """Takes up what was told meanwhile."""
        while not self._lines.empty():
            line = self._lines.get()
            if "note" in line:
                self.notes.append(line)
            elif "item" in line:
                self.items.append(Item(line["item"]))
        return self

    def click(self, note):
        self._process.stdin.write(f"{note['note']}\n")
        self._process.stdin.flush()

    def close(self):
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._process.stdin.close()
        self._process.stdout.close()


if __name__ == "__main__":
    serve()
