// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/needline.h"

#include "core/python/packageneed.h"
#include "core/python/torchfamily.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr int kDeepest = 32;

bool hasControls(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c != u'\t'
            && (c.category() == QChar::Other_Control || c == QChar::ReplacementCharacter);
    });
}

QString printable(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = QChar::ReplacementCharacter;
    }
    return text.simplified();
}

/** A comment begins at the line's start or behind white space. */
QString withoutComment(const QString &line)
{
    static const QRegularExpression comment(uR"re((^|\s)#.*$)re"_s);
    return QString(line).remove(comment).simplified();
}

/** "torch==2 --hash=sha256:…": what follows a requirement is for pip. */
QString withoutOptions(const QString &line)
{
    static const QRegularExpression options(uR"re(\s--[a-z].*$)re"_s);
    return QString(line).remove(options).trimmed();
}

/** Addresses may hold a login or a token. */
QString withoutSecrets(const QString &text)
{
    static const QRegularExpression login(uR"re(://[^/@\s]*@)re"_s);
    return QString(text).replace(login, u"://"_s);
}

int deepestNesting(QStringView text)
{
    int depth = 0;
    int deepest = 0;
    for (const QChar c : text) {
        depth += c == u'(' ? 1 : (c == u')' ? -1 : 0);
        deepest = std::max(deepest, depth);
    }
    return deepest;
}

bool isPath(const QString &line)
{
    static const QRegularExpression path(uR"re(^(\.{0,2}[/\\]|[A-Za-z]:[/\\]|~|\.$|\.\.$))re"_s);
    static const QRegularExpression file(uR"re(^[^@\s]+(\.whl|\.tar\.gz|\.zip)$)re"_s);
    return path.match(line).hasMatch() || (!line.contains("://"_L1) && file.match(line).hasMatch());
}

/** Of "#egg=name", of a wheel's file name; empty where neither tells. */
QString nameInAddress(const QString &address)
{
    static const QRegularExpression egg(uR"re([#&]egg=([A-Za-z0-9][A-Za-z0-9._-]*))re"_s);
    if (const auto match = egg.match(address); match.hasMatch())
        return normalisedPackage(match.captured(1));
    const QString file = QUrl(address).fileName(QUrl::FullyDecoded);
    return file.endsWith(".whl"_L1) ? normalisedPackage(file.section(u'-', 0, 0)) : QString();
}

/** "name @ https://…", "https://…/x.whl", "git+https://…#egg=name". */
NeedLine readAddress(const QRegularExpressionMatch &match, const QString &line)
{
    NeedLine read{.kind = NeedLine::Kind::LeftOut, .need = {.text = withoutSecrets(line)}};
    const QString scheme = match.captured(2).toLower();
    const QString address = match.captured(3);
    const bool isGit = scheme == "git+https"_L1 || scheme == "git+http"_L1
        || (scheme.startsWith("http"_L1) && address.section(u'#', 0, 0).endsWith(".git"_L1));
    const bool isFile = scheme == "https"_L1 || scheme == "http"_L1;
    if (!isGit && !isFile) // file:, ssh, svn, ...
        return read;
    read.kind = NeedLine::Kind::Need;
    read.need.source = isGit ? PackNeed::Source::Git : PackNeed::Source::Address;
    read.need.name =
        match.captured(1).isEmpty() ? nameInAddress(address) : normalisedPackage(match.captured(1));
    return read;
}

} // namespace

QString includedFile(const QString &line)
{
    static const QRegularExpression form(uR"re(^(?:-r\s*|--requirement(?:\s+|=))(\S.*)$)re"_s);
    return form.match(withoutComment(line)).captured(1);
}

NeedLine readNeedLine(const QString &line)
{
    if (hasControls(line))
        return {.kind = NeedLine::Kind::Wrong, .need = {.text = printable(line)}};
    const QString bare = withoutComment(line);
    if (bare.isEmpty())
        return {};
    NeedLine read{.kind = NeedLine::Kind::LeftOut, .need = {.text = withoutSecrets(bare)}};
    if (bare.startsWith(u'-') || isPath(bare) || bare.contains("${"_L1))
        return read;
    const QString text = withoutOptions(bare);
    static const QRegularExpression address(
        uR"re(^(?:([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*@\s*)?([A-Za-z][A-Za-z0-9+.-]*):(//\S+)(?:\s+;.*)?$)re"_s);
    const QRegularExpressionMatch match = address.match(text);
    if (match.hasMatch())
        return readAddress(match, text);
    static const QRegularExpression local(uR"re(^[A-Za-z0-9][^@]*@\s*(file:|[./~]))re"_s);
    if (local.match(text).hasMatch())
        return read;
    const auto need = PackageNeed::fromText(text);
    const bool isUsable = need && need->url.isEmpty() && deepestNesting(text) <= kDeepest;
    read.kind = isUsable ? NeedLine::Kind::Need : NeedLine::Kind::Wrong;
    if (isUsable)
        read.need = {.text = text, .name = need->name};
    return read;
}

} // namespace portico
