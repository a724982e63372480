# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T3: the power fails while an install is kept for offline, rebuilt of that, exported, imported or let go of, or right after
it was told that this is done. As vendor_kill.py; and no file is torn, and what was told is so.
"""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import packs_kill
import powercut
import vendor_kill


def is_kept(library: pathlib.Path) -> str | None:
    states = vendor_kill.states(library)
    return None if states and states[0]["isFinished"] else "it was told as kept, and is not"


def is_rebuilt(library: pathlib.Path) -> str | None:
    return None if "again" in {install["id"] for install in common.installs(library)} else "it was told as rebuilt, and is not"


def is_exported(library: pathlib.Path) -> str | None:
    return None if pathlib.Path(f"{library}.tar").exists() else "it was told as exported, and is not there"


def is_removed(library: pathlib.Path) -> str | None:
    return "it was told as let go of, and is there" if vendor_kill.states(library) else None


def main() -> int:
    if (code := powercut.run_inside()) is not None:
        return code
    with tempfile.TemporaryDirectory(prefix="portico-vendor-power-") as name:
        place = pathlib.Path(name)
        template = common.make_library(place / "template", place / "demo.zip")
        packs_kill.write_pack(place / "offered/foo", "1")
        vendor_kill.run(template, "nodes", "install", "demo", str(place / "offered/foo"), "--yes")
        kept, carried = place / "kept", place / "carried.tar"
        common.copy_library(template, kept)
        vendor_kill.run(kept, "vendor", "demo", "--yes")
        vendor_kill.run(kept, "vendor", "export", "demo", str(carried))

        def operation(title, words, source, judge, promise):
            def judged(disk: pathlib.Path, _other: pathlib.Path, told: bool) -> str | None:
                library = disk / "lib"
                return (promise(library) if told else None) or judge(library) or common.torn(library)

            return powercut.Operation(title, [common.PORTICOCTL, "--library", "{disk}/lib", "vendor", *words],
                                      lambda disk, _: common.copy_library(source, disk / "lib"), judged, common.ENVIRONMENT)

        return powercut.run(
            [operation("keep", ["demo", "--yes"], template, vendor_kill.judge_kept, is_kept),
             operation("rebuild", ["rebuild", "demo", "--name", "Again", "--yes"], kept, vendor_kill.judge_rebuilt, is_rebuilt),
             operation("export", ["export", "demo", "{disk}/lib.tar"], kept, vendor_kill.judge_exported, is_exported),
             operation("remove", ["remove", "demo", "--yes"], kept, vendor_kill.judge_removed, is_removed),
             operation("import", ["import", str(carried)], template,
                       lambda library: vendor_kill.judge_imported(library, carried), is_kept)], place)


if __name__ == "__main__":
    sys.exit(main())
