# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A round through the topmost window by Tab and back by Shift+Tab, as a screen reader sees the focus go (`round_trip`), and
what is wrong with it, in words: a stop without a name or out of sight, one that holds the focus, one that Tab leaves out or
comes to twice, an order that people do not read in, another way back."""

import time

import pagewalk

# What has the focus for its rows, its text (Qt calls notes with links a label) or its scroll bars; all else has to be something to press, write or choose.
HOLDERS = {"list", "tree", "table", "page tab list", "filler", "scroll pane", "text", "tree table", "label"}
MOST_STOPS = 120
PATIENCE = 3.0  # seconds for one step of the focus; only a focus that does not move waits so long


class Round:
    def __init__(self, window):
        self.window = window
        self.atspi = window.atspi
        self.controls = [control for control in pagewalk.shown(window) if "focusable" in control.states]
        self.found = []
        top = [one for one in window.application() if one and one.getState().contains(self.atspi.STATE_SHOWING)][-1]
        self.frame = self._box(top)

    def _box(self, node):
        box = node.queryComponent().getExtents(self.atspi.DESKTOP_COORDS)
        return box.x, box.y, box.width, box.height

    def _has_focus(self, control):
        return control.node.getState().contains(self.atspi.STATE_FOCUSED)

    def focused(self, first=0):
        """The place of what has the focus now, asked for from that place on; None if nothing has it."""
        for i in range(len(self.controls)):
            place = (first + i) % len(self.controls)
            control = self.controls[place]
            # The rows of a list have its focus; it is the list that Tab comes to.
            if control.role not in pagewalk.BY_ARROWS and self._has_focus(control):
                return place
        return None

    def _step(self, key, now):
        """Where the focus is after that key; the same place when it did not move."""
        self.window.press(key)
        end = time.monotonic() + PATIENCE
        while True:
            if not self._has_focus(self.controls[now]):
                place = self.focused(now + 1 if key == "Tab" else now - 1)
                if place is not None:
                    return place
            if time.monotonic() > end:
                return now if self._has_focus(self.controls[now]) else None
            time.sleep(0.005)

    def _walk(self, key, begin):
        """The stops of one round in their order, the one it begins at first."""
        stops, now = [begin], begin
        while len(stops) <= MOST_STOPS:
            after = self._step(key, now)
            if after is None:
                self.found.append(f"{key} loses the focus after {self.controls[now]}")
                return stops
            if after == now:
                self.found.append(f"{key} does not leave {self.controls[now]}")
                return stops
            if after == begin:
                return stops
            if after in stops:
                self.found.append(f"{key} comes to {self.controls[after]} twice, now from {self.controls[now]}")
                return stops
            self._look(self.controls[after])
            stops.append(after)
            now = after
        self.found.append(f"{key} does not come round")
        return stops

    def _look(self, control):
        """At the one that has the focus just now."""
        if control.role not in pagewalk.INTERACTIVE | HOLDERS:
            self.found.append(f"{control.role}s are not for the keyboard: {control}")
        if not (control.name or control.label or control.description):
            self.found.append(f"nothing says what has the focus: {control}")
        if control.role in pagewalk.INTERACTIVE and not self._is_in_sight(control):
            self.found.append(f"the focus is out of sight: {control} at {self._box(control.node)}")

    def _is_in_sight(self, control):
        """In the window and in whatever scrolls around it. A page scrolls a moment after the focus came."""
        end = time.monotonic() + 1.0
        while True:
            x, y, width, height = self._box(control.node)
            inside = self.frame
            parent = control.node.parent
            while parent is not None and parent.getRole() != self.atspi.ROLE_APPLICATION:
                if parent.getRole() == self.atspi.ROLE_SCROLL_PANE:
                    inside = self._box(parent)
                    break
                parent = parent.parent
            left, top, wide, high = inside
            if (x >= left - 1 and y >= top - 1 and x + width <= left + wide + 1 and y + height <= top + high + 1) or height > high:
                return True
            if time.monotonic() > end:
                return False
            time.sleep(0.01)

    def _check_order(self, stops):
        """What follows is never above and in one line, nor before in one row. It comes round once, to the first."""
        def goes_back(before, after):
            (x1, y1, w1, h1), (x2, y2, w2, h2) = before.box, after.box
            isInOneRow = min(y1 + h1, y2 + h2) - max(y1, y2) > min(h1, h2) / 2
            return x2 + w2 <= x1 + 1 if isInOneRow else y2 + h2 <= y1 + 1 and x2 < x1 + w1
        pairs = [(self.controls[stops[i]], self.controls[stops[(i + 1) % len(stops)]]) for i in range(len(stops))]
        back = [f"{after} comes after {before}" for before, after in pairs if goes_back(before, after)]
        if len(back) > 1:
            self.found.append("not in the order in which people read:\n    " + "\n    ".join(back))

    def round_trip(self):
        begin = self.focused()
        if begin is None:
            self.window.press("Tab")
            time.sleep(0.2)
            begin = self.focused()
        if begin is None:
            return ["nothing has the focus"]
        there = self._walk("Tab", begin)
        if self.found:
            return self.found
        self._check_order(there)
        left_out = [control for place, control in enumerate(self.controls) if pagewalk.is_stop(control) and place not in there]
        self.found += [f"Tab does not come to {control}" for control in left_out]
        back = self._walk("shift+Tab", begin)
        if back[1:] != there[:0:-1]:
            wrong = next(i for i in range(1, max(len(back), len(there)) + 1) if back[i:i + 1] != there[-i:][:1])
            self.found.append(f"Shift+Tab goes another way: after {self.controls[back[wrong - 1]]} comes "
                              f"{self.controls[back[wrong]] if wrong < len(back) else 'nothing'}")
        return self.found


def round_trip(window):
    return Round(window).round_trip()
