// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/examplekept.h"

#include "core/io/sha256.h"
#include "core/vendoring/keepoffline.h"
#include "tests/core/snapshots/samplecontent.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace portico::app {

using namespace Qt::StringLiterals;

VendoredState writeKept(const Library &library, const QString &name,
                        const QList<VendoredLack> &lacks)
{
    const QByteArray bytes = name.toUtf8() + " packed";
    Generation generation;
    generation.number = 1;
    generation.comfyFolder = u"anymatix/ComfyUI"_s;
    generation.python = u"anymatix/python/bin/python3"_s;
    generation.created = QDateTime(QDate(2026, 3, 1), QTime(9, 0), Qt::UTC);
    VendoredState state;
    state.install.id = *InstallId::fromString(name.section(u' ', 0, 0).toLower());
    state.install.name = name;
    state.install.currentGeneration = 1;
    state.install.generations = {generation};
    state.install.created = generation.created;
    state.content = sampleContent();
    state.id = vendoredId(state.install.id, state.content);
    state.kept = QDateTime(QDate(2026, 3, 1), QTime(9, 30), Qt::UTC);
    state.isFinished = true;
    state.lacks = lacks;
    state.files = {{.kind = VendoredKind::Pack,
                    .name = u"Foo"_s,
                    .path = u"vendored/files/%1/Foo.tar.zst"_s.arg(sha256Of(bytes).toHex()),
                    .sha256 = sha256Of(bytes),
                    .bytes = bytes.size()}};
    const QString path = vendoredPath(library, state.files.constFirst());
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()
        || !writeVendored(library, state))
        qFatal("a kept state cannot be written");
    return state;
}

} // namespace portico::app
