// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

// In a header of their own: moc does not read past raw strings.

#include <QByteArray>
#include <QString>

namespace portico {

inline const QString kCommit(40, u'b');

/** As ComfyUI-Manager 3.41 writes them (glob/manager_core.py, get_current_snapshot), made up. */
inline QByteArray managerFile()
{
    return QByteArray(R"({
    "comfyui": "02018c7000000000000000000000000000000000",
    "git_custom_nodes": {
        "https://git.invalid/me/foo": {"hash": "%1", "disabled": false},
        "https://git.invalid/you/Bar-Nodes.git": {"hash": "%1", "disabled": true}
    },
    "cnr_custom_nodes": {"impact-pack": "8.2.1"},
    "file_custom_nodes": [{"filename": "plain.py", "disabled": false}],
    "pips": {"numpy==1.26.4": ""}
})")
        .replace("%1", kCommit.toLatin1());
}

/** As Comfy Desktop exports them (src/main/lib/snapshots/types.ts, SnapshotExportEnvelope of
 *  version 2; its nodes as nodes.ts scans them), made up. */
inline QByteArray desktopFile()
{
    return QByteArray(R"({"type": "comfyui-desktop-2-snapshot", "version": 2,
 "exportedAt": "2026-09-01T00:00:00.000Z", "installationName": "ComfyUI",
 "snapshots": [
  {"version": 2, "createdAt": "2026-09-01T00:00:00.000Z", "trigger": "manual", "label": null,
   "comfyui": {"ref": "v0.34.0", "commit": "abc1234", "releaseTag": "v0.34.0", "variant": "cuda"},
   "customNodes": [
    {"id": "foo", "type": "git", "dirName": "foo-renamed", "enabled": true, "commit": "%1",
     "url": "https://git.invalid/me/foo.git"},
    {"id": "impact-pack", "type": "cnr", "dirName": "impact-pack", "enabled": false,
     "version": "8.2.1"},
    {"id": "plain.py", "type": "file", "dirName": "plain.py", "enabled": true}],
   "pipPackages": {"numpy": "1.26.4"},
   "torchStack": {"kind": "observed", "torchVersion": "2.9.1", "observedAt": "x"}},
  {"version": 1, "createdAt": "2026-08-01T00:00:00.000Z", "trigger": "boot", "label": null,
   "comfyui": {"ref": "old", "commit": null, "releaseTag": "", "variant": ""},
   "customNodes": [], "pipPackages": {}}]})")
        .replace("%1", kCommit.toLatin1());
}

} // namespace portico
