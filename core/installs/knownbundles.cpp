// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/knownbundles.h"

#include "core/io/documentfile.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/net/urlrules.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::KnownBundles)
};

constexpr int kSchema = 1;

QString keyOf(const QUrl &address)
{
    return address
        .adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment
                  | QUrl::NormalizePathSegments)
        .toString(QUrl::FullyEncoded);
}

std::optional<KnownBundle> fromJson(const QJsonObject &object)
{
    const auto sha256 = Sha256::fromHex(object.value("sha256"_L1).toString());
    if (!sha256)
        return std::nullopt;
    return KnownBundle{.sha256 = *sha256,
                       .size = object.value("size"_L1).toInteger(),
                       .seen =
                           QDateTime::fromString(object.value("seen"_L1).toString(), Qt::ISODate)};
}

Result<QJsonObject> load(const DocumentFile &document)
{
    const auto loaded = document.load();
    if (!loaded)
        return loaded.error();
    // An unreadable one must not count as "nothing is known": then every change would pass.
    if (loaded->origin == LoadedDocument::Origin::Nothing && loaded->problem)
        return *loaded->problem;
    return loaded->content;
}

} // namespace

KnownBundles::KnownBundles(QString path)
    : m_path(std::move(path))
{ }

Result<std::optional<KnownBundle>> KnownBundles::find(const QUrl &address) const
{
    const auto content = load(DocumentFile(m_path, kSchema));
    if (!content)
        return content.error();
    const QJsonObject bundles = content->value("bundles"_L1).toObject();
    return fromJson(bundles.value(keyOf(address)).toObject());
}

Result<> KnownBundles::remember(const QUrl &address, const KnownBundle &bundle,
                                const JobContext &job) const
{
    if (const auto made = makeFolder(QFileInfo(m_path).path()); !made)
        return made;
    const auto lock = FileLock::lock(m_path + ".lock"_L1, Text::tr("remembering a bundle"), job);
    if (!lock)
        return lock.error();
    const DocumentFile document(m_path, kSchema);
    auto content = load(document);
    if (!content)
        return content.error();
    QJsonObject bundles = content->value("bundles"_L1).toObject();
    bundles.insert(keyOf(address),
                   QJsonObject{{u"sha256"_s, bundle.sha256.toHex()},
                               {u"size"_s, bundle.size},
                               {u"seen"_s, bundle.seen.toUTC().toString(Qt::ISODate)}});
    content->insert("bundles"_L1, bundles);
    return document.save(*content);
}

Error changedBundleError(const QUrl &address, const KnownBundle &known, const Sha256 &found)
{
    const QString since = QLocale().toString(known.seen.toLocalTime().date(), QLocale::ShortFormat);
    return {.code = ErrorCode::Refused,
            .message = Text::tr("%1 is not the file that Portico got from there on %2: its SHA-256 "
                                "is now %3 and was %4. Its publisher published none to compare "
                                "with.")
                           .arg(shownUrl(address), since, found.toHex(), known.sha256.toHex()),
            .nextStep = Text::tr("Ask its publisher whether the change is meant. If it is, add it "
                                 "with the new SHA-256 given by hand."),
            .detail = shownUrl(address)};
}

} // namespace portico
