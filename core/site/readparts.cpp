// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/site/readparts.h"

#include "core/git/gitaddress.h"
#include "core/nodes/registrynode.h"
#include "core/platform/filerules.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

using Need = StrictJson::Need;
using Kind = PackSource::Kind;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ReadSite)
};

bool isAddress(const QString &text)
{
    static const QRegularExpression address(uR"re(^[A-Za-z][A-Za-z0-9+.-]+:)re"_s);
    return address.match(text).hasMatch();
}

/** A commit alone is the same on every computer and on every day; a tag or branch is not. */
bool isCommit(const QString &ref)
{
    static const QRegularExpression commit(uR"re(^[0-9a-f]{40}$)re"_s);
    return commit.match(ref).hasMatch();
}

PackSource readGit(StrictJson &json, SiteReading &reading)
{
    PackSource source{.kind = Kind::Git,
                      .place = json.text("git"_L1, Need::Required),
                      .ref = json.text("commit"_L1, Need::Required)};
    if (!source.place.isEmpty() && !isAddress(source.place))
        source.place = reading.beside(source.place);
    const Result<GitAddress> address = gitAddress(source.place, reading.plainHttpHosts);
    // A folder that is not here is met when it is needed: perhaps it never is.
    const bool isPath = !isAddress(source.place);
    const bool isUsable = address || (isPath && address.error().code == ErrorCode::NotFound);
    if (!source.place.isEmpty() && !isUsable) {
        const QString why = Text::tr("cannot be used: %1").arg(reasonOf(address.error()));
        if (address.error().code == ErrorCode::InvalidInput)
            json.refuse("git"_L1, why);
        else
            reading.refuseUnsafe(json, "git"_L1, why);
    }
    if (!source.ref.isEmpty() && !isCommit(source.ref))
        json.refuse("commit"_L1, Text::tr("is no commit: 40 of the digits 0 to 9 and a to f"));
    return source;
}

PackSource readRegistry(StrictJson &json)
{
    const PackSource source{.kind = Kind::Registry,
                            .place = json.text("registry"_L1, Need::Required),
                            .ref = json.text("version"_L1, Need::Required)};
    if (!source.place.isEmpty() && !isRegistryId(source.place))
        json.refuse("registry"_L1, Text::tr("is no id of the Comfy Registry"));
    if (!source.ref.isEmpty() && !isRegistryVersion(source.ref))
        json.refuse("version"_L1, Text::tr("is no version such as 1.2.0"));
    return source;
}

/** Of the one that is given; two of them are one too many. */
PackSource readSource(StrictJson &json, SiteReading &reading)
{
    PackSource source;
    int kinds = 0;
    for (const auto &[key, kind] :
         {std::pair{"registry"_L1, Kind::Registry}, std::pair{"git"_L1, Kind::Git},
          std::pair{"folder"_L1, Kind::Folder}, std::pair{"archive"_L1, Kind::Archive},
          std::pair{"file"_L1, Kind::File}}) {
        if (!json.has(key))
            continue;
        if (++kinds > 1)
            json.refuse(key, Text::tr("is one too many: a node pack comes from one place"));
        if (kind == Kind::Registry) {
            source = readRegistry(json);
        } else if (kind == Kind::Git) {
            source = readGit(json, reading);
        } else {
            source = {.kind = kind, .place = json.text(key, Need::Required)};
            if (!source.place.isEmpty())
                source.place = kind == Kind::Archive ? reading.place(json, key, source.place)
                                                     : reading.beside(source.place);
        }
    }
    for (const auto &[key, kind, owner] :
         {std::tuple{"commit"_L1, Kind::Git, u"git"_s},
          std::tuple{"version"_L1, Kind::Registry, u"registry"_s}}) {
        if (!json.raw(key).isUndefined() && source.kind != kind)
            json.refuse(key, Text::tr("belongs to “%1”").arg(owner));
    }
    if (kinds == 0)
        json.refuse("registry"_L1,
                    Text::tr("is missing, and so are git, folder, archive and file"));
    return source;
}

} // namespace

bool isPlainWord(const QString &word)
{
    static const QRegularExpression plain(uR"re(^[A-Za-z0-9][A-Za-z0-9_-]*$)re"_s);
    return plain.match(word).hasMatch();
}

bool isVersionText(const QString &version)
{
    static const QRegularExpression known(uR"re(^\d+(\.\d+){1,3}$)re"_s);
    return known.match(version).hasMatch();
}

QString SiteReading::beside(const QString &path) const
{
    return QDir::cleanPath(QDir(folder).absoluteFilePath(QDir::fromNativeSeparators(path)));
}

QString SiteReading::place(const StrictJson &json, QLatin1StringView key, const QString &text)
{
    if (!isAddress(text))
        return beside(text);
    const QUrl url(text, QUrl::StrictMode);
    const bool isPlain = url.scheme() == "http"_L1 && plainHttpHosts.contains(url.host());
    if (!url.isValid() || (url.scheme() != "https"_L1 && !isPlain))
        refuseUnsafe(json, key, Text::tr("is neither an https address nor a path"));
    else if (!url.password().isEmpty())
        refuseUnsafe(json, key, Text::tr("holds a password, which everybody could read here"));
    return text;
}

void SiteReading::refuseUnsafe(const StrictJson &json, QLatin1StringView key, const QString &why)
{
    isUnsafe = isUnsafe || !json.error();
    json.refuse(key, why);
}

SitePack readSitePack(StrictJson &json, SiteReading &reading, const QList<SitePack> &before)
{
    SitePack pack{.source = readSource(json, reading)};
    pack.source.name =
        json.text("name"_L1,
                  // What it is called is known when it is unpacked.
                  pack.source.kind == Kind::Archive ? Need::Required : Need::Optional);
    const bool isNamed = !pack.source.name.isEmpty();
    const Result<QString> folder = packFolderName(pack.source);
    if (folder)
        pack.name = *folder;
    else if (isNamed)
        reading.refuseUnsafe(json, "name"_L1,
                             Text::tr("cannot be used: %1").arg(reasonOf(folder.error())));
    else if (!json.error())
        json.refuse("name"_L1, Text::tr("is missing: %1").arg(reasonOf(folder.error())));
    const bool isTwice = std::any_of(before.begin(), before.end(), [&](const SitePack &other) {
        return collisionKey(other.name) == collisionKey(pack.name);
    });
    if (isTwice && folder)
        json.refuse("name"_L1,
                    Text::tr("is needed: another one has the folder “%1”").arg(pack.name));
    if (json.has("enabled"_L1))
        pack.isEnabled = json.flag("enabled"_L1);
    const QString digest = json.text("digest"_L1, Need::Optional);
    pack.digest = Sha256::fromHex(digest).value_or(Sha256());
    if (!digest.isEmpty() && pack.digest.isNull())
        json.refuse("digest"_L1, Text::tr("is no SHA-256"));
    if (!digest.isEmpty() && pack.source.kind == Kind::Git)
        json.refuse("digest"_L1, Text::tr("has no meaning beside a commit"));
    json.finish();
    return pack;
}

} // namespace portico
