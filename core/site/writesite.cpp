// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/site/writesite.h"

#include "core/installs/installfile.h"
#include "core/snapshots/exportsnapshot.h"
#include "core/snapshots/secretnames.h"
#include "core/snapshots/takesnapshot.h"
#include "core/vendoring/keepoffline.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::WriteSite)
};

/** One install, and what cannot be said of it. */
class InstallWriter
{
public:
    InstallWriter(const Library &library, const Install &install, const SnapshotContent &content,
                  QStringList &remarks)
        : m_library(library)
        , m_install(install)
        , m_content(content)
        , m_remarks(remarks)
    { }

    QJsonObject run();

private:
    QJsonObject origin();
    std::optional<QJsonObject> pack(const RecordedPack &pack);
    QJsonObject settings();
    QJsonObject environment();
    void remark(const QString &sentence) { m_remarks += sentence; }

    const Library &m_library;
    const Install &m_install;
    const SnapshotContent &m_content;
    QStringList &m_remarks;
};

QJsonObject InstallWriter::origin()
{
    const QString kept = vendoredId(m_install.id, m_content);
    for (const VendoredState &state : listVendored(m_library).states) {
        if (state.id == kept && state.isWhole()) {
            remark(
                Text::tr("“%1” comes from %2, which this library keeps: for other computers, say "
                         "with \"library\" where a copy of its store lies.")
                    .arg(m_install.name, kept));
            return {{u"kept"_s, kept}};
        }
    }
    for (const Generation &generation : m_install.generations) {
        const BundleOrigin &from = generation.origin;
        if (from.sha256.isNull() || from.url.isEmpty())
            continue;
        const bool isFile = from.url.isLocalFile();
        return {{u"bundle"_s, isFile ? from.url.toLocalFile() : from.url.toString()},
                {u"sha256"_s, from.sha256.toHex()}};
    }
    remark(Text::tr("Nobody knows a bundle that “%1” could be made of elsewhere: keep it for "
                    "offline (porticoctl vendor), then write the file again.")
               .arg(m_install.name));
    return {};
}

std::optional<QJsonObject> InstallWriter::pack(const RecordedPack &pack)
{
    const PackSource &source = pack.source;
    if (source.place.isEmpty() || pack.isEdited) {
        remark((pack.isEdited ? Text::tr("“%1” of “%2” was changed by hand, and is left out.")
                              : Text::tr("Nobody knows where “%1” of “%2” was got from; it is left "
                                         "out."))
                   .arg(pack.name, m_install.name));
        return std::nullopt;
    }
    QJsonObject object{{packSourceName(source.kind), source.place}};
    if (pack.kind == PackKind::Git)
        object.insert(u"commit"_s, pack.commit);
    else if (source.kind == PackSource::Kind::Registry)
        object.insert(u"version"_s, pack.version);
    else
        object.insert(u"digest"_s, pack.digest.toHex());
    const Result<QString> usual = packFolderName(source);
    if (source.kind == PackSource::Kind::Archive || !usual || *usual != pack.name)
        object.insert(u"name"_s, pack.name);
    if (!pack.isEnabled)
        object.insert(u"enabled"_s, false);
    return object;
}

QJsonObject InstallWriter::environment()
{
    QJsonObject environment;
    const QMap<QString, QString> &all = m_install.settings.environment;
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (speaksOfSecret(it.key()))
            remark(Text::tr("The variable %1 of “%2” may be a secret, and is left out.")
                       .arg(it.key(), m_install.name));
        else
            environment.insert(it.key(), it.value());
    }
    return environment;
}

QJsonObject InstallWriter::settings()
{
    const InstallSettings &is = m_install.settings;
    QJsonObject settings{{u"port"_s, m_install.port},
                         {u"layout"_s, dataLayoutName(is.layout)},
                         {u"track"_s, trackName(is.track)}};
    // A part of them would be another set of arguments.
    if (portableContent(m_content).arguments == m_content.arguments)
        settings.insert(u"arguments"_s, QJsonArray::fromStringList(is.arguments));
    else
        remark(Text::tr("An argument of “%1” may be a secret: its arguments are left out.")
                   .arg(m_install.name));
    settings.insert(u"models"_s, QJsonArray::fromStringList(is.modelFolders));
    const QJsonObject variables = environment();
    if (!variables.isEmpty())
        settings.insert(u"environment"_s, variables);
    for (const auto &[key, value] :
         {std::pair{"output"_L1, is.outputFolder}, std::pair{"input"_L1, is.inputFolder},
          std::pair{"user"_L1, is.userFolder}, std::pair{"accelerator"_L1, is.accelerator},
          std::pair{"gpu"_L1, is.gpus}}) {
        if (!value.isEmpty())
            settings.insert(key, value);
    }
    return settings;
}

QJsonObject InstallWriter::run()
{
    QJsonObject object{{u"name"_s, m_install.name}, {u"settings"_s, settings()}};
    const QJsonObject from = origin();
    if (!from.isEmpty())
        object.insert(u"from"_s, from);
    if (m_install.generation() && !m_install.generation()->comfyVersion.isEmpty())
        object.insert(u"comfyui"_s, m_install.generation()->comfyVersion);
    QJsonArray nodes;
    for (const RecordedPack &one : m_content.packs) {
        if (const auto declared = pack(one))
            nodes.append(*declared);
    }
    object.insert(u"nodes"_s, nodes);
    if (!m_content.leftOut.isEmpty())
        object.insert(u"without"_s, QJsonArray::fromStringList(m_content.leftOut));
    const RecordedLayer &layer = m_content.layer;
    if (!layer.lock.packages.isEmpty()) {
        QStringList lines = QString::fromUtf8(lockToBytes(layer.lock)).split(u'\n');
        lines.removeAll(QString());
        object.insert(
            u"layer"_s,
            QJsonObject{{u"lock"_s, QJsonArray::fromStringList(lines)}, {u"base"_s, layer.base}});
    }
    return object;
}

} // namespace

Result<WrittenSite> writeSite(const Library &library, const JobContext &job)
{
    WrittenSite written;
    QJsonArray installs;
    for (const Install &install : listInstalls(library).installs) {
        if (install.isAdopted()) {
            written.remarks +=
                Text::tr("“%1” is a folder of your own, and is left out.").arg(install.name);
            continue;
        }
        const Result<SnapshotContent> content = contentOf(library, install, job);
        if (!content)
            return content.error();
        installs.append(InstallWriter(library, install, *content, written.remarks).run());
    }
    written.site = {{u"schema"_s, 1}, {u"installs"_s, installs}};
    return written;
}

} // namespace portico
