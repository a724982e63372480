// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/sha256.h"
#include "core/python/layer.h"
#include "core/snapshots/snapshot.h"

#include <QJsonArray>

namespace portico {

/** A state with something of everything. */
inline SnapshotContent sampleContent()
{
    using namespace Qt::StringLiterals;
    const QString commit(40, u'a');
    const PackSource source{
        .kind = PackSource::Kind::Git, .place = u"https://git.invalid/me/foo"_s, .ref = commit};
    const Lock lock{.packages = {{.name = u"timm"_s,
                                  .version = u"1.0.22"_s,
                                  .marker = {},
                                  .hashes = {sha256Of("timm")}}}};
    SnapshotContent content;
    content.runtime = {.generation = 2,
                       .layout = BundleLayout::Anymatix,
                       .platform = u"linux-x64"_s,
                       .comfyVersion = u"0.33.0"_s,
                       .pythonVersion = u"3.12.8"_s,
                       .torchVersion = u"2.9.1+cu130"_s,
                       .accelerator = u"cuda 13.0"_s,
                       .origin = {.url = QUrl(u"https://bundles.invalid/a.zip"_s),
                                  .sha256 = sha256Of("a"),
                                  .isVerified = true,
                                  .fileName = u"a.zip"_s},
                       .identity = sha256Of("manifest")};
    content.packs = {{.name = u"Foo"_s,
                      .kind = PackKind::Git,
                      .version = u"1.0"_s,
                      .commit = commit,
                      .source = source,
                      .record = PackRecord{.name = u"Foo"_s, .source = source, .commit = commit}},
                     {.name = u"plain.py"_s,
                      .kind = PackKind::File,
                      .isEnabled = false,
                      .digest = sha256Of("plain"),
                      .source = {.kind = PackSource::Kind::File}}};
    content.layer = {.id = layerId(lock, u"base"_s), .base = u"base"_s, .lock = lock};
    content.leftOut = {u"Foo:flash-attn"_s};
    content.extras = ExtrasProfile{.name = u"Own"_s, .packages = {u"rich"_s}};
    content.environments = {{.name = u"foo-gpu"_s,
                             .pack = u"Foo"_s,
                             .folder = u"nodes/gpu"_s,
                             .engine = u"uv"_s,
                             .python = u"3.11.7"_s,
                             .config = sha256Of("config"),
                             .lock = u"numpy==2.0 --hash=sha256:00\n"_s,
                             .isThere = true}};
    content.settings = {
        {u"port"_s, 8188},
        {u"settings"_s,
         QJsonObject{{u"gpus"_s, u"0"_s},
                     {u"environment"_s,
                      QJsonObject{{u"HF_TOKEN"_s, u"hf_very_secret"_s}, {u"MODE"_s, u"a"_s}}}}}};
    content.arguments = {u"--preview-method"_s, u"auto"_s};
    content.modelFolders = {u"/big/models"_s};
    return content;
}

} // namespace portico
