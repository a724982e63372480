# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What a screen reader is told about a window: each shown control with its name, role, state and place (`shown`), and
what is wrong with it (`wrong`)."""

import re
from dataclasses import dataclass, field

# What a person does something with; each has to say what it is for.
PRESSED = {"push button", "toggle button", "radio button", "check box", "link", "spin button", "slider"}
WRITTEN = {"text", "password text", "entry"}
CHOSEN = {"page tab", "list item", "table cell", "tree item", "menu item", "check menu item", "radio menu item",
          "table column header", "table row header"}
INTERACTIVE = PRESSED | WRITTEN | CHOSEN | {"combo box"}
# Rows are reached by the arrow keys inside of their list, and say so by being selectable.
BY_ARROWS = CHOSEN
FILE_NAME = re.compile(r"\.(svg|png|cpp|h|ui|json)$|^:/|^icon[s]?/")
OBJECT_NAME = re.compile(r"^(q_?[a-z_]+|[a-z]+[A-Z]\w+|Q[A-Z]\w+|m_\w+)$")  # qt_scrollarea_viewport, startButton, QWidget


@dataclass
class Control:
    """One node of the tree as it was when it was read; `path` are the names of what it lies in."""
    role: str
    name: str
    description: str
    states: set
    box: tuple
    path: tuple
    label: str = ""
    node: object = field(repr=False, default=None)

    def __str__(self):
        where = " / ".join(part for part in self.path if part)
        return f"{self.role} “{self.name}” ({self.description or 'no description'}) in {where or 'the window'}"


def _label(node, atspi):
    """What another control says about this one."""
    for relation in node.getRelationSet():
        if relation.getRelationType() == atspi.RELATION_LABELLED_BY:
            return relation.getTarget(0).name.replace("&", "")
    return ""


def _read(node, path, atspi):
    role, states = node.getRoleName(), {atspi.stateToString(state) for state in node.getState().getStates()}
    box = (-1, -1, 0, 0)
    if "showing" in states and (place := _component(node)):
        extents = place.getExtents(atspi.DESKTOP_COORDS)
        box = (extents.x, extents.y, extents.width, extents.height)
    name = node.name.replace("&", "")
    label = _label(node, atspi) if role in WRITTEN | {"combo box"} else ""
    return Control(role, name, node.description, states, box, path, label, node)


def _component(node):
    try:
        return node.queryComponent()
    except NotImplementedError:
        return None


def walk(top, atspi, path=()):
    """All shown controls below that one, depth first, as the tree has them."""
    for child in list(top):
        if child is None:
            continue
        control = _read(child, path, atspi)
        if "showing" not in control.states:
            continue
        yield control
        # The rows of a closed list of choices are said when it is opened; the icons in a field are its ornament.
        if control.role not in WRITTEN | {"combo box"}:
            yield from walk(child, atspi, (*path, control.name or control.role))


def shown(window):
    """Of the topmost window: a dialog hides what is behind it from the person, and it comes last."""
    application = window.application()
    tops = [top for top in application if top is not None and top.getState().contains(window.atspi.STATE_SHOWING)]
    return list(walk(tops[-1], window.atspi, (tops[-1].name,)))


def _said(control):
    """What tells a person which control it is. Qt calls a box of choices by what is chosen: that tells nothing."""
    if control.role == "combo box":
        return control.label or control.description
    return control.name or control.label


def wrong(control):
    """What is wrong with this one, in words; none if it is good."""
    said = _said(control)
    if control.role == "filler" and "focusable" in control.states and not said:
        yield "keys reach it, and nothing says what it is"
    if control.role == "image" and not (control.name or control.description):
        yield "a picture without a name"
    if control.role not in INTERACTIVE:
        return
    if not said.strip():
        yield "nothing says what it is for"
    elif control.role not in BY_ARROWS and FILE_NAME.search(said) or control.role not in BY_ARROWS and OBJECT_NAME.match(said):
        yield "its name is that of a file or of an object"
    isUsable = "enabled" in control.states
    if isUsable and control.role not in BY_ARROWS and "focusable" not in control.states:
        yield "no key reaches it"


def is_stop(control):
    """Whether Tab should come to it. Of radio buttons of one group it comes to the chosen one alone, and the arrow
    keys go on from there; a bar of tabs is one stop."""
    return (control.role in INTERACTIVE - BY_ARROWS and {"enabled", "focusable"} <= control.states
            and (control.role != "radio button" or "checked" in control.states))
