# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Finds where the program makes an Error, and the sentences that a person reads of it.

An Error is written as `{.code = …, .message = …, .nextStep = …}` or by position. Where a sentence is a
parameter of the function that writes it ("a maker"), its callers are asked; where it is a local value
or comes from another function, that is looked up. What comes out of another Error is `forwarded`: it is
listed where it was made.
"""

import re
from dataclasses import dataclass, field

from tree import code, read, without_comments

FIELDS = ("code", "message", "nextStep", "detail")
OPENING, CLOSING = "([{", ")]}"
STRING = re.compile(r'"((?:\\.|[^"\\\n])*)"')
FUNCTION = re.compile(r"(?:^|[\s&*:>])(~?\w+)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*(?:const|noexcept|override|\s)*"
                      r"(?:->\s*[\w:<>]+\s*)?(?::[^{;]*)?\{", re.MULTILINE)
NO_FUNCTION = {"if", "for", "while", "switch", "catch", "return", "else"}
DEEPEST = 5


@dataclass
class Source:
    """One file: its text without comments, and the functions in it."""
    name: str
    text: str
    functions: list = field(default_factory=list)  # (start, end, name, [parameters])

    def line(self, at):
        return self.text.count("\n", 0, at) + 1

    def around(self, at):
        """The innermost function that the position lies in."""
        inside = [found for found in self.functions if found[0] < at < found[1]]
        return max(inside, key=lambda found: found[0], default=None)


@dataclass
class Place:
    """One Error as a person meets it: where, its code, and what message and next step can be."""
    file: str
    line: int
    code: str
    message: list
    next_step: list

    @property
    def where(self):
        return f"{self.file}:{self.line}"


def closing(text, at):
    """The position of the bracket that closes the one at `at`."""
    depth = 0
    while at < len(text):
        sign = text[at]
        if sign == '"':
            at = STRING.match(text, at).end() if STRING.match(text, at) else at + 1
            continue
        depth += (sign in OPENING) - (sign in CLOSING)
        if depth == 0:
            return at
        at += 1
    return len(text) - 1


def parts(text):
    """The comma-separated parts of what stands between two brackets."""
    found, start, at = [], 0, 0
    while at < len(text):
        if text[at] == '"' and (string := STRING.match(text, at)):
            at = string.end()
            continue
        if text[at] in OPENING:
            at = closing(text, at)
        elif text[at] == ",":
            found.append(text[start:at].strip())
            start = at + 1
        at += 1
    last = text[start:].strip()
    return found + [last] if last else found


def statement(text, at):
    """What is written from there to the semicolon that ends it."""
    start = at
    while at < len(text) and text[at] != ";":
        string = STRING.match(text, at)
        at = string.end() if string else closing(text, at) + 1 if text[at] in OPENING else at + 1
    return text[start:at].strip()


def without_templates(parameters):
    while (less := re.sub(r"<[^<>]*>", "", parameters)) != parameters:
        parameters = less
    return parameters


def functions_of(text):
    found = []
    for match in FUNCTION.finditer(text):
        if match[1] in NO_FUNCTION:
            continue
        end = closing(text, match.end() - 1)
        names = [re.sub(r"\s*=.*", "", part, flags=re.DOTALL).split()[-1].lstrip("&*")
                 for part in parts(without_templates(match[2])) if part.split()]
        found.append((match.end() - 1, end, match[1], names))
    return found


def sources():
    found = {}
    for name in code("core", "app", "helper"):
        text = without_comments(read(name))
        found[name.as_posix()] = Source(name.as_posix(), text, functions_of(text))
    return found


def translated(expression):
    """The literal texts of every tr() of an expression, as they stand in the source."""
    found = []
    for call in re.finditer(r"\b(?:tr|(translate))\s*\(", expression):
        given = parts(expression[call.end():closing(expression, call.end() - 1)])
        text = given[1 if call[1] else 0] if len(given) > bool(call[1]) else ""
        found.append("".join(STRING.findall(text)).replace('\\"', '"').replace("\\n", "\n"))
    return found


def fields_of(inner):
    """What an Error's braces say of each field, or nothing when they are something else's."""
    pieces = parts(inner)
    if pieces and re.match(r"\.code\s*=", pieces[0]):
        return {found[1]: found[2] for piece in pieces
                if (found := re.match(r"\.(\w+)\s*=\s*(.*)", piece, re.DOTALL))}
    return dict(zip(FIELDS, pieces)) if pieces else {}


def written(source):
    """Each Error that a file writes with braces: its position and its fields."""
    for brace in re.finditer(r"\{\s*(\.code\s*=|ErrorCode::\w+\s*,)|\bError\s*\{", source.text):
        at = source.text.index("{", brace.start())
        given = fields_of(source.text[at + 1:closing(source.text, at)])
        before = source.text[max(0, at - 80):at]
        if "message" in given and not re.search(r"(?:\b(?:Named\w+|pair)|struct Error\s*)$", before.rstrip()):
            yield at, given


def changed(source):
    """Each sentence that an Error made elsewhere is given afterwards: its position, field and expression."""
    for given in re.finditer(r"\berror\.(message|nextStep)\s*\+?=(?!=)", source.text):
        yield given.start(), given[1], statement(source.text, given.end())


class Finder:
    def __init__(self):
        self.sources = sources()
        self.callers = {}
        for source in self.sources.values():
            for call in re.finditer(r"\b(\w+)\s*\(", source.text):
                self.callers.setdefault(call[1], []).append((source, call.end() - 1))

    def places(self):
        found = {}
        for source in self.sources.values():
            for at, given in written(source):
                for place in self.of(source, at, given, 0):
                    found[(place.file, place.line, place.code, tuple(place.message))] = place
            for at, name, value in changed(source):
                values = {"code": "", "message": "(as it was)", "nextStep": "(as it was)", name: value}
                place = self.place(source, at, values, {}, 0)
                found[(place.file, place.line, "", tuple(place.message))] = place
        return sorted(found.values(), key=lambda place: (place.file, place.line))

    def of(self, source, at, given, depth):
        """The places of one Error: itself, or those who call the maker that writes it."""
        function = source.around(at)
        values = {name: given.get(name, "") for name in FIELDS}
        asked = {name: function[3].index(value) for name, value in values.items()
                 if function and value in function[3] and name != "detail"}
        calls = self.calls(source, function, len(function[3])) if asked and depth < DEEPEST else []
        if calls:
            for caller, position, arguments in calls:
                passed = {name: arguments[asked[name]] if name in asked and asked[name] < len(arguments) else
                          f"{value}" for name, value in values.items()}
                fixed = {name: self.texts(source, at, value, depth) for name, value in values.items()
                         if name not in asked}
                yield from self.passed_on(caller, position, passed, fixed, depth)
            return
        yield self.place(source, at, values, {}, depth)

    def passed_on(self, source, at, values, fixed, depth):
        function = source.around(at)
        again = function and any(values[name] in function[3] for name in values if name not in fixed)
        if again and not fixed and depth + 1 < DEEPEST:
            yield from self.of(source, at, values, depth + 1)
        else:
            yield self.place(source, at, values, fixed, depth)

    def place(self, source, at, values, fixed, depth):
        said = {name: fixed[name] if name in fixed else self.texts(source, at, values[name], depth)
                for name in ("message", "nextStep")}
        kind = re.search(r"ErrorCode::(\w+)", values["code"])
        return Place(source.name, source.line(at), kind[1] if kind else "(forwarded)",
                     said["message"], said["nextStep"])

    def calls(self, source, function, count):
        """Who calls a function: in its own file first, since most makers are private to one."""
        def asked(caller, at):
            arguments = parts(caller.text[at + 1:closing(caller.text, at)])
            inside = caller.around(at)
            if inside and inside == function and caller is source:
                return None
            declared = re.search(r"(?:Error|QString|>|\bauto)\s+[\w:]*$", caller.text[:at - len(function[2])][-60:])
            return None if declared or not 0 < len(arguments) <= count else (caller, at, arguments)
        everywhere = [found for place in self.callers.get(function[2], []) if (found := asked(*place))]
        return [found for found in everywhere if found[0] is source] or everywhere

    def texts(self, source, at, expression, depth):
        """What an expression can say: the texts of its tr(), looked up where it has none itself."""
        if expression in ("", "{}", "QString()"):
            return []
        if found := translated(expression):
            return found
        if depth >= DEEPEST:
            return [None]
        function = source.around(at)
        name = re.match(r"(?:\*?)(\w+)(?:\s*$|\.arg\b|\s*\()", expression)
        if name and function:
            before = source.text[function[0]:at]
            given = [statement(before, found.end()) for found in
                     re.finditer(rf"(?<![.\w]){name[1]}\s*\+?=(?!=)", before)]
            if given:
                return [text for value in given for text in self.texts(source, at, value, depth + 1)]
            if name[1] in function[3]:
                found = [text for caller, position, arguments in self.calls(source, function, len(function[3]))
                         if function[3].index(name[1]) < len(arguments)
                         for text in self.texts(caller, position, arguments[function[3].index(name[1])], depth + 1)]
                return found or [None]
        if name and expression.endswith(")") and expression[name.end() - 1] == "(":
            bodies = [other.text[known[0]:known[1]] for other in
                      ([source] if any(known[2] == name[1] for known in source.functions) else self.sources.values())
                      for known in other.functions if known[2] == name[1]]
            if found := [text for body in bodies for text in translated(body)]:
                return found
        return [None]
