// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/entryrules.h"

#include "core/base/sizes.h"
#include "core/platform/filerules.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::EntryRules)
};

bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isSeparator(char c)
{
    return c == '/' || c == '\\';
}

bool isControl(QChar c)
{
    return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0)
        || c.unicode() == 0x2028 || c.unicode() == 0x2029;
}

/** The embeddings, overrides and isolates of Unicode's bidirectional algorithm. */
bool turnsTextAround(QChar c)
{
    return (c.unicode() >= 0x202a && c.unicode() <= 0x202e)
        || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
}

/** What is wrong with the bytes or letters themselves, for names and link targets alike. */
NameFault letterFault(QByteArrayView path)
{
    if (path.isEmpty())
        return NameFault::Empty;
    if (path.size() > maxPathBytes)
        return NameFault::PathTooLong;
    if (path.contains('\0'))
        return NameFault::Nul;
    const bool isPlain = std::all_of(path.begin(), path.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f;
    });
    if (isPlain)
        return NameFault::None;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(path);
    if (decoder.hasError())
        return NameFault::InvalidUtf8;
    if (std::any_of(text.begin(), text.end(), isControl))
        return NameFault::ControlCharacter;
    if (std::any_of(text.begin(), text.end(), turnsTextAround))
        return NameFault::TextDirection;
    return NameFault::None;
}

/** Forms that start somewhere else than in the archive's root, on any system. */
NameFault rootFault(QByteArrayView path)
{
    if (path.size() >= 2 && isSeparator(path[0]) && isSeparator(path[1]))
        return NameFault::NetworkPath;
    if (isSeparator(path[0]))
        return NameFault::Absolute;
    if (path.size() >= 2 && isAsciiLetter(path[0]) && path[1] == ':')
        return NameFault::DriveLetter;
    return NameFault::None;
}

NameFault componentFault(QByteArrayView name)
{
    if (name.isEmpty() || name == ".")
        return NameFault::DotComponent;
    if (name.size() > maxNameBytes)
        return NameFault::NameTooLong;
    if (std::all_of(name.begin(), name.end(), [](char c) { return c == ' '; }))
        return NameFault::OnlySpaces;
    return NameFault::None;
}

/** Calls `judge` for each component until one has a fault. */
template <typename Judge>
NameFault firstFault(QByteArrayView path, const Judge &judge)
{
    qsizetype start = 0;
    for (;;) {
        const qsizetype end = path.indexOf('/', start);
        const QByteArrayView name = end < 0 ? path.sliced(start) : path.sliced(start, end - start);
        if (const NameFault fault = judge(name); fault != NameFault::None)
            return fault;
        if (end < 0)
            return NameFault::None;
        start = end + 1;
    }
}

/** ".." between separators of any system: an attack wherever it is unpacked. */
bool climbs(QByteArrayView path)
{
    qsizetype start = 0;
    for (qsizetype i = 0; i <= path.size(); ++i) {
        if (i < path.size() && !isSeparator(path[i]))
            continue;
        if (path.sliced(start, i - start) == "..")
            return true;
        start = i + 1;
    }
    return false;
}

} // namespace

NameFault nameFault(QByteArrayView path, Os os)
{
    if (const NameFault fault = letterFault(path); fault != NameFault::None)
        return fault;
    if (const NameFault fault = rootFault(path); fault != NameFault::None)
        return fault;
    if (climbs(path))
        return NameFault::Traversal;
    if (std::count(path.begin(), path.end(), '/') >= maxDepth)
        return NameFault::TooDeep;
    if (path.contains(':'))
        return NameFault::Stream;
    if (const NameFault fault = firstFault(path, componentFault); fault != NameFault::None)
        return fault;
    return os == Os::Windows ? portabilityFault(path) : NameFault::None;
}

NameFault portabilityFault(QByteArrayView path)
{
    return firstFault(path, [](QByteArrayView name) {
        const QString text = QString::fromUtf8(name);
        if (isReservedName(text))
            return NameFault::Reserved;
        return isPortableName(text) ? NameFault::None : NameFault::NotPortable;
    });
}

NameFault linkTargetFault(QByteArrayView linkPath, QByteArrayView target, Os os)
{
    if (const NameFault fault = letterFault(target); fault != NameFault::None)
        return fault;
    if (const NameFault fault = rootFault(target); fault != NameFault::None)
        return fault;
    if (target.contains(':'))
        return NameFault::Stream;
    if (target.contains('\\'))
        return os == Os::Windows || climbs(target) ? NameFault::Traversal : NameFault::None;
    auto depth = std::count(linkPath.begin(), linkPath.end(), '/');
    return firstFault(target, [&depth](QByteArrayView name) {
        if (name == "..")
            --depth;
        else if (!name.isEmpty() && name != ".")
            ++depth;
        return depth < 0 ? NameFault::Traversal : NameFault::None;
    });
}

QByteArray withoutDotPrefix(QByteArray path)
{
    while (path.startsWith("./"))
        path.remove(0, 2);
    return path == "." ? QByteArray() : path;
}

QString faultText(NameFault fault)
{
    switch (fault) {
    case NameFault::None:
        return {};
    case NameFault::Empty:
        return Text::tr("its name is empty");
    case NameFault::InvalidUtf8:
        return Text::tr("its name is not valid UTF-8");
    case NameFault::Nul:
        return Text::tr("its name holds a NUL byte");
    case NameFault::ControlCharacter:
        return Text::tr("its name holds a control character");
    case NameFault::TextDirection:
        return Text::tr("its name holds a character that turns the direction of the text around");
    case NameFault::Absolute:
        return Text::tr("it leads to an absolute path");
    case NameFault::DriveLetter:
        return Text::tr("it leads to a drive");
    case NameFault::NetworkPath:
        return Text::tr("it leads to a network or device path");
    case NameFault::Traversal:
        return Text::tr("it leads out of the folder");
    case NameFault::DotComponent:
        return Text::tr("a part of its path is empty or a dot");
    case NameFault::OnlySpaces:
        return Text::tr("a part of its path is only spaces");
    case NameFault::Stream:
        return Text::tr("its name holds a colon, which names a hidden stream on Windows");
    case NameFault::PathTooLong:
        return Text::tr("its path has more than %1 bytes").arg(numberText(maxPathBytes));
    case NameFault::NameTooLong:
        return Text::tr("a part of its path has more than %1 bytes").arg(maxNameBytes);
    case NameFault::TooDeep:
        return Text::tr("it lies more than %1 folders deep").arg(maxDepth);
    case NameFault::Reserved:
        return Text::tr("its name is a device on Windows");
    case NameFault::NotPortable:
        return Text::tr("Windows cannot hold its name");
    }
    return {};
}

QString shownName(QByteArrayView path)
{
    constexpr qsizetype bearable = 120;
    QString text = QString::fromUtf8(path.first(std::min(path.size(), 4 * bearable)));
    for (QChar &c : text) {
        if (isControl(c) || turnsTextAround(c))
            c = QChar::ReplacementCharacter;
    }
    if (text.size() > bearable)
        text = text.left(bearable) + u'…';
    return text;
}

QByteArrayView parentPath(QByteArrayView path)
{
    const qsizetype slash = path.lastIndexOf('/');
    return slash < 0 ? QByteArrayView() : path.first(slash);
}

QByteArrayView leafName(QByteArrayView path)
{
    return path.sliced(path.lastIndexOf('/') + 1);
}

} // namespace portico
