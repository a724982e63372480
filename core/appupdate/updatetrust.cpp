// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/appupdate/updatetrust.h"

#include "core/io/documentfile.h"
#include "core/io/filelock.h"
#include "core/io/sha256.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

constexpr int kSchema = 1;
constexpr int kLongestDays = 31; // so long can somebody who holds updates back hide them

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AppUpdate)
};

QString dateText(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime().date(), QLocale::ShortFormat);
}

Error expiredError(const QDateTime &expires, const QDateTime &now)
{
    return {
        .code = ErrorCode::Refused,
        .message = Text::tr("What the server says about updates was valid until %1 only: it may "
                            "hold newer ones back.")
                       .arg(dateText(expires)),
        .nextStep = Text::tr("Check this computer's date. If it is right, try again in another "
                             "network or tomorrow."),
        .detail =
            u"expires %1, now %2"_s.arg(expires.toString(Qt::ISODate), now.toString(Qt::ISODate))};
}

Error tooLongError(const QDateTime &expires)
{
    return {.code = ErrorCode::Refused,
            .message =
                Text::tr("What the server says about updates would be valid until %1, longer "
                         "than is allowed.")
                    .arg(dateText(expires)),
            .nextStep = Text::tr("Check this computer's date. If it is right, tell the authors of "
                                 "Portico."),
            .detail = u"at most %1 days"_s.arg(kLongestDays)};
}

Error olderError(const QString &detail)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("The server offers something older than what it offered before: "
                                "updates never go back."),
            .nextStep = Text::tr("Nothing was changed. Try again in another network; if it stays, "
                                 "tell the authors of Portico."),
            .detail = detail};
}

QJsonObject toJson(const UpdateTrust &trust)
{
    return {{u"keys"_s, trust.keyName},
            {u"sequence"_s, trust.sequence},
            {u"version"_s, trust.version.toString()},
            {u"minimumVersion"_s, trust.minimumVersion.toString()},
            {u"document"_s, trust.document.toHex()},
            {u"lastCheck"_s, trust.lastCheck.toUTC().toString(Qt::ISODate)}};
}

UpdateTrust fromJson(const QJsonObject &json)
{
    return {.keyName = json[u"keys"_s].toString(),
            .sequence = json[u"sequence"_s].toInteger(),
            .version = versionFromText(json[u"version"_s].toString()),
            .minimumVersion = versionFromText(json[u"minimumVersion"_s].toString()),
            .document = Sha256::fromHex(json[u"document"_s].toString()).value_or(Sha256()),
            .lastCheck = QDateTime::fromString(json[u"lastCheck"_s].toString(), Qt::ISODate)};
}

} // namespace

Result<UpdateTrust> judgeTrust(const UpdateMetadata &metadata, const QByteArray &document,
                               const UpdateTrust &before, const QString &keyName,
                               const QDateTime &now)
{
    const bool isKnown = before.keyName == keyName;
    const bool wasSetBack = isKnown && before.lastCheck.isValid() && before.lastCheck > now;
    const QDateTime moment = wasSetBack ? before.lastCheck : now;
    if (metadata.expires <= moment)
        return expiredError(metadata.expires, now);
    if (metadata.expires > moment.addDays(kLongestDays))
        return tooLongError(metadata.expires);
    const Sha256 digest = sha256Of(document);
    if (isKnown && metadata.sequence < before.sequence)
        return olderError(u"sequence %1, was %2"_s.arg(metadata.sequence).arg(before.sequence));
    if (isKnown && metadata.sequence == before.sequence && digest != before.document)
        return olderError(u"another document with sequence %1"_s.arg(metadata.sequence));
    if (isKnown && metadata.version < before.version)
        return olderError(
            u"version %1, was %2"_s.arg(metadata.version.toString(), before.version.toString()));
    if (isKnown && metadata.minimumVersion < before.minimumVersion)
        return olderError(u"minimum version %1, was %2"_s.arg(metadata.minimumVersion.toString(),
                                                              before.minimumVersion.toString()));
    return UpdateTrust{.keyName = keyName,
                       .sequence = metadata.sequence,
                       .version = metadata.version,
                       .minimumVersion = metadata.minimumVersion,
                       .document = digest,
                       .lastCheck = moment};
}

UpdateTrustFile::UpdateTrustFile(const QString &settingsFolder)
    : m_path(QDir(settingsFolder).absoluteFilePath(u"app-update.json"_s))
{ }

Result<> UpdateTrustFile::accept(const UpdateMetadata &metadata, const QByteArray &document,
                                 const QString &keyName, const QDateTime &now,
                                 const JobContext &job) const
{
    const Result<FileLock> lock =
        FileLock::lock(m_path + u".lock"_s, u"checking for updates"_s, job);
    if (!lock)
        return lock.error();
    const DocumentFile file(m_path, kSchema, FileAccess::Private);
    const Result<LoadedDocument> loaded = file.load();
    if (!loaded)
        return loaded.error();
    if (loaded->problem)
        job.log(loaded->problem->message);
    const auto after = judgeTrust(metadata, document, fromJson(loaded->content), keyName, now);
    if (!after)
        return after.error();
    return file.save(toJson(*after));
}

} // namespace portico
