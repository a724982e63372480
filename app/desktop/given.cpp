// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/desktop/given.h"

#include "app/desktop/porticolink.h"
#include "core/io/file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::Given)
};

constexpr qsizetype kLongest = 8 * 1024;
constexpr qint64 kLargestLook = 1024 * 1024; ///< bytes; the window waits for them

/** Where the name does not tell, the content does. What is none of the others is a recipe, and
 *  whoever reads it says what is wrong with it. */
Given::Kind kindOfJson(const QString &file)
{
    const Result<QByteArray> bytes = readFile(file, kLargestLook);
    const QJsonObject object = bytes ? QJsonDocument::fromJson(*bytes).object() : QJsonObject();
    if (object["format"_L1] == "portico-snapshot"_L1
        || object["type"_L1] == "comfyui-desktop-2-snapshot"_L1
        || object.contains("git_custom_nodes"_L1) || object.contains("cnr_custom_nodes"_L1))
        return Given::Kind::Snapshot;
    if (object["bundles"_L1].isArray())
        return Given::Kind::Catalogue;
    return Given::Kind::Recipe;
}

Given::Kind kindOfFile(const QString &file)
{
    const auto endsWith = [&file](QLatin1StringView ending) {
        return file.endsWith(ending, Qt::CaseInsensitive);
    };
    if (endsWith(".portico-snapshot"_L1) || endsWith(".portico-snapshot.json"_L1))
        return Given::Kind::Snapshot;
    if (endsWith(".portico-catalogue"_L1) || endsWith(".portico-catalogue.json"_L1))
        return Given::Kind::Catalogue;
    return endsWith(".json"_L1) ? kindOfJson(file) : Given::Kind::Bundle;
}

bool hasControlLetters(const QString &text)
{
    return std::any_of(text.begin(), text.end(),
                       [](QChar letter) { return letter.category() == QChar::Other_Control; });
}

/** A path, also where a desktop wrote it as file:///… */
QString pathOf(const QString &text)
{
    const QUrl url(text);
    return url.isLocalFile() && url.host().isEmpty() ? url.toLocalFile() : text;
}

} // namespace

Result<Given> givenFrom(const QString &text)
{
    if (isPorticoLink(text))
        return Given{.kind = Given::Kind::Link, .place = text};
    if (text.size() > kLongest || hasControlLetters(text))
        return Error{.code = ErrorCode::InvalidInput,
                     .message = Text::tr("What Portico was asked to open cannot be read."),
                     .nextStep = Text::tr("Open a bundle, a folder, an address, or a recipe, "
                                          "snapshot or list of builds."),
                     .detail = {}};
    const QFileInfo file(pathOf(text));
    if (file.isDir())
        return Given{.kind = Given::Kind::Folder, .place = file.absoluteFilePath()};
    if (file.exists())
        return Given{.kind = kindOfFile(file.absoluteFilePath()), .place = file.absoluteFilePath()};
    const QString scheme = QUrl(text).scheme();
    if (scheme == "https"_L1 || scheme == "http"_L1)
        return Given{.kind = Given::Kind::Address, .place = text};
    return Error{.code = ErrorCode::NotFound,
                 .message = Text::tr("There is no file or folder %1.")
                                .arg(QDir::toNativeSeparators(file.filePath())),
                 .nextStep = Text::tr("Check the path. An address begins with https://."),
                 .detail = {}};
}

QString wherever(const QString &given)
{
    const QFileInfo file(pathOf(given));
    return !given.isEmpty() && !isPorticoLink(given) && file.exists() ? file.absoluteFilePath()
                                                                      : given;
}

} // namespace portico::app
