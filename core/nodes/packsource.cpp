// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/packsource.h"

#include "core/git/gitaddress.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/nodes/registrynode.h"
#include "core/platform/filerules.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PackSource)
};

using Kind = PackSource::Kind;
using Sources = Result<QList<PackSource>>;

constexpr qsizetype kMostListed = 1000;
constexpr qint64 kMostListBytes = 1 << 20;

Error make(ErrorCode code, const QString &message, const QString &nextStep)
{
    return {.code = code, .message = message, .nextStep = nextStep, .detail = {}};
}

QString whatCanBe()
{
    return Text::tr("Give an id of the Comfy Registry, the https address of a git repository, or "
                    "the path of a folder, an archive or a .py file.");
}

bool isArchiveName(const QString &name)
{
    static const QRegularExpression archive(uR"re(\.(zip|7z|tar|tgz|tar\.(gz|xz|zst))$)re"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return archive.match(name).hasMatch();
}

bool isRepository(const QString &folder)
{
    const auto has = [&](QLatin1StringView name) {
        return QFileInfo::exists(folder + u'/' + name);
    };
    return has(".git"_L1) || (has("HEAD"_L1) && has("objects"_L1) && has("refs"_L1));
}

/** "https://host/owner/name@ref": the first '@' of the path parts them. */
Result<PackSource> fromAddress(const QString &typed, const QStringList &plainHttpHosts)
{
    const qsizetype path = typed.indexOf(u'/', typed.indexOf("://"_L1) + 3);
    const qsizetype at = path < 0 ? -1 : typed.indexOf(u'@', path);
    PackSource source{.kind = Kind::Git, .place = at < 0 ? typed : typed.left(at)};
    source.ref = at < 0 ? QString() : typed.mid(at + 1);
    const Result<GitAddress> address = gitAddress(source.place, plainHttpHosts);
    if (!address)
        return address.error();
    if (at >= 0 && !isPossibleRef(source.ref))
        return make(ErrorCode::InvalidInput,
                    Text::tr("“%1” is no tag, branch or commit.").arg(source.ref),
                    Text::tr("Write the address as https://…/name@v1.2."));
    return source;
}

Result<PackSource> fromListed(const QJsonValue &value, const QStringList &plainHttpHosts)
{
    const QJsonObject object = value.toObject();
    QString ref;
    for (const auto key : {"commit"_L1, "tag"_L1, "branch"_L1, "ref"_L1}) {
        if (ref.isEmpty())
            ref = object.value(key).toString();
    }
    const QString url = object.value("url"_L1).toString();
    return fromAddress(ref.isEmpty() ? url : url + u'@' + ref, plainHttpHosts);
}

/** `[{"url": "https://…"}, …]`, as portable bundles are made from. */
Sources fromList(const QString &path, const QStringList &plainHttpHosts)
{
    const auto inFile = [&](const Error &error) {
        return error.inContext(
            Text::tr("%1 is no list of node packs.").arg(QDir::toNativeSeparators(path)));
    };
    const Result<QByteArray> bytes = readFile(path, kMostListBytes);
    if (!bytes)
        return bytes.error();
    const Result<QJsonArray> array = parseJsonArray(*bytes);
    if (!array)
        return inFile(array.error());
    QList<PackSource> sources;
    for (const QJsonValue value : *array) {
        const Result<PackSource> source = fromListed(value, plainHttpHosts);
        if (!source)
            return inFile(source.error());
        if (!sources.contains(*source))
            sources += *source;
    }
    if (sources.isEmpty() || sources.size() > kMostListed)
        return inFile(
            make(ErrorCode::InvalidInput,
                 Text::tr("It names %n repositories.", nullptr, static_cast<int>(sources.size())),
                 Text::tr("Give a list with one entry or more, such as "
                          "[{\"url\": \"https://…\"}].")));
    return sources;
}

/** What lies at that path. */
Sources fromPath(const QString &path, const QString &ref, const QStringList &plainHttpHosts)
{
    const QFileInfo place(path);
    if (place.isDir()) {
        const bool isGit = isRepository(path);
        if (!ref.isEmpty() && !isGit)
            return make(ErrorCode::InvalidInput,
                        Text::tr("%1 is no git repository and has no “%2”.")
                            .arg(QDir::toNativeSeparators(path), ref),
                        Text::tr("Give the folder alone."));
        return QList{
            PackSource{.kind = isGit ? Kind::Git : Kind::Folder, .place = path, .ref = ref}};
    }
    if (path.endsWith(".json"_L1))
        return fromList(path, plainHttpHosts);
    return QList{
        PackSource{.kind = path.endsWith(".py"_L1) ? Kind::File : Kind::Archive, .place = path}};
}

bool looksLikePath(const QString &typed)
{
    return typed.contains(u'/') || typed.contains(u'\\') || typed.startsWith(u'.')
        || typed.startsWith(u'~') || isArchiveName(typed) || typed.endsWith(".py"_L1)
        || typed.endsWith(".json"_L1);
}

Sources fromTypedPath(const QString &typed, const QString &folder,
                      const QStringList &plainHttpHosts)
{
    QString text = QDir::fromNativeSeparators(typed);
    if (text == u"~"_s || text.startsWith("~/"_L1))
        text = QDir::homePath() + text.mid(1);
    const auto absolute = [&](const QString &path) {
        return QDir::cleanPath(QDir(folder).absoluteFilePath(path));
    };
    if (QFileInfo::exists(absolute(text)))
        return fromPath(absolute(text), {}, plainHttpHosts);
    const qsizetype at = text.lastIndexOf(u'@');
    if (at > 0 && QFileInfo(absolute(text.left(at))).isDir())
        return fromPath(absolute(text.left(at)), text.mid(at + 1), plainHttpHosts);
    return make(ErrorCode::NotFound,
                Text::tr("There is no %1.").arg(QDir::toNativeSeparators(absolute(text))),
                whatCanBe());
}

} // namespace

QString packSourceName(PackSource::Kind kind)
{
    switch (kind) {
    case Kind::Registry:
        return u"registry"_s;
    case Kind::Git:
        return u"git"_s;
    case Kind::Folder:
        return u"folder"_s;
    case Kind::Archive:
        return u"archive"_s;
    case Kind::File:
        return u"file"_s;
    }
    return {};
}

QString shownSource(const PackSource &source)
{
    QString place = source.place;
    if (source.kind != Kind::Registry) {
        const QUrl url(place);
        place = url.scheme().size() > 1
            ? url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)
            : QDir::toNativeSeparators(place);
    }
    if (source.ref.isEmpty())
        return place;
    return source.kind == Kind::Registry ? u"%1 %2"_s.arg(place, source.ref)
                                         : u"%1 (%2)"_s.arg(place, source.ref);
}

Result<QList<PackSource>> packSources(const QString &typed, const QString &folder,
                                      const QStringList &plainHttpHosts)
{
    QString text = typed.trimmed();
    const bool isPlain = std::none_of(text.begin(), text.end(),
                                      [](QChar c) { return c.category() == QChar::Other_Control; });
    if (text.isEmpty() || text.startsWith(u'-') || !isPlain)
        return make(ErrorCode::InvalidInput, Text::tr("This names no node pack."), whatCanBe());
    if (text.startsWith("git+"_L1))
        text.remove(0, 4);
    const QUrl url(text);
    if (text.startsWith("http"_L1) && text.contains("://"_L1) && isArchiveName(url.path()))
        return QList{PackSource{.kind = Kind::Archive, .place = text}};
    static const QRegularExpression scp(uR"re(^[^/\\@:]+@[^/\\:]+:)re"_s);
    if (text.contains("://"_L1) || scp.match(text).hasMatch()) {
        const Result<PackSource> source = fromAddress(text, plainHttpHosts);
        return source ? Sources(QList{*source}) : source.error();
    }
    if (looksLikePath(text))
        return fromTypedPath(text, folder, plainHttpHosts);
    const QString id = text.section(u'@', 0, 0);
    const QString version = text.section(u'@', 1);
    if (!isRegistryId(id) || (text.contains(u'@') && !isRegistryVersion(version)))
        return make(ErrorCode::InvalidInput,
                    Text::tr("“%1” is no id of the Comfy Registry.").arg(text), whatCanBe());
    return QList{PackSource{.kind = Kind::Registry, .place = id, .ref = version}};
}

Result<QString> packFolderName(const PackSource &source)
{
    QString name = source.name;
    if (name.isEmpty() && source.kind == Kind::Registry)
        name = source.place;
    if (name.isEmpty()) {
        const QUrl url(source.place);
        QString path = url.scheme().size() > 1 ? url.path() : source.place;
        while (path.endsWith(u'/'))
            path.chop(1);
        name = path.mid(path.lastIndexOf(u'/') + 1);
        if (source.kind == Kind::Git && name.endsWith(".git"_L1))
            name.chop(4);
        static const QRegularExpression ending(uR"re(\.(zip|7z|tar|tgz|tar\.(gz|xz|zst))$)re"_s,
                                               QRegularExpression::CaseInsensitiveOption);
        if (source.kind == Kind::Archive)
            name.remove(ending);
    }
    const bool isUsable = isPortableName(name) && !name.startsWith(u'.') && name != "__pycache__"_L1
        && !name.endsWith(".disabled"_L1) && (source.kind != Kind::File || name.endsWith(".py"_L1));
    if (isUsable)
        return name;
    return make(ErrorCode::InvalidInput, Text::tr("A node pack cannot be called “%1”.").arg(name),
                Text::tr("Rename what it is installed from, or give another address of it."));
}

} // namespace portico
