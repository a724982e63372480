// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/packageversion.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qsizetype kMostDigits = 18;
constexpr qsizetype kLongestVersion = 256;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetter(QChar c)
{
    return c >= u'a' && c <= u'z';
}

bool isSeparator(QChar c)
{
    return c == u'-' || c == u'_' || c == u'.';
}

/** Goes through a version from left to right; each take moves on only when it fits. */
class Scanner
{
public:
    explicit Scanner(QStringView text)
        : m_text(text)
    { }

    bool isAtEnd() const { return m_position == m_text.size(); }
    bool hasFailed() const { return m_hasFailed; }

    bool take(QChar wanted)
    {
        if (isAtEnd() || m_text.at(m_position) != wanted)
            return false;
        ++m_position;
        return true;
    }

    std::optional<qint64> number()
    {
        const qsizetype begin = m_position;
        while (!isAtEnd() && isDigit(m_text.at(m_position)))
            ++m_position;
        const qsizetype length = m_position - begin;
        m_hasFailed |= length > kMostDigits;
        if (length == 0 || m_hasFailed)
            return std::nullopt;
        return m_text.sliced(begin, length).toLongLong();
    }

    /** ".rc-2", "rc", "-rc2": any of the words with or without a separator before and a number. */
    std::optional<std::pair<QLatin1StringView, qint64>> tagged(
        std::initializer_list<QLatin1StringView> words)
    {
        const qsizetype begin = m_position;
        if (!isAtEnd() && isSeparator(m_text.at(m_position)))
            ++m_position;
        for (const QLatin1StringView word : words) {
            if (!m_text.sliced(m_position).startsWith(word))
                continue;
            m_position += word.size();
            const qsizetype behind = m_position;
            if (!isAtEnd() && isSeparator(m_text.at(m_position)))
                ++m_position;
            if (const std::optional<qint64> found = number())
                return std::pair{word, *found};
            m_position = behind;
            return std::pair{word, qint64(0)};
        }
        m_position = begin;
        return std::nullopt;
    }

    /** "-2": the old way to write ".post2". */
    std::optional<qint64> dashNumber()
    {
        const qsizetype begin = m_position;
        if (take(u'-')) {
            if (const std::optional<qint64> found = number())
                return found;
        }
        m_position = begin;
        return std::nullopt;
    }

    QString localPart()
    {
        const qsizetype begin = m_position;
        while (!isAtEnd() && (isDigit(m_text.at(m_position)) || isLetter(m_text.at(m_position))))
            ++m_position;
        return m_text.sliced(begin, m_position - begin).toString();
    }

    bool takeSeparator()
    {
        if (isAtEnd() || !isSeparator(m_text.at(m_position)))
            return false;
        ++m_position;
        return true;
    }

    qsizetype position() const { return m_position; }
    void goBack(qsizetype position) { m_position = position; }

private:
    QStringView m_text;
    qsizetype m_position = 0;
    bool m_hasFailed = false;
};

QList<qint64> release(Scanner &scanner, qint64 first)
{
    QList<qint64> numbers{first};
    for (;;) {
        const qsizetype before = scanner.position();
        const std::optional<qint64> next = scanner.take(u'.') ? scanner.number() : std::nullopt;
        if (!next) {
            scanner.goBack(before);
            return numbers;
        }
        numbers += *next;
    }
}

std::strong_ordering compareReleases(const QList<qint64> &a, const QList<qint64> &b)
{
    for (qsizetype i = 0; i < std::max(a.size(), b.size()); ++i) {
        const auto order = a.value(i) <=> b.value(i); // a missing one is 0
        if (std::is_neq(order))
            return order;
    }
    return std::strong_ordering::equal;
}

bool isNumber(const QString &part)
{
    return std::all_of(part.begin(), part.end(), isDigit);
}

/** Numbers by value and above words; the longer label wins where the shorter is its beginning. */
std::strong_ordering compareLocals(const QList<QString> &a, const QList<QString> &b)
{
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i) {
        const bool areNumbers[] = {isNumber(a.at(i)), isNumber(b.at(i))};
        if (areNumbers[0] != areNumbers[1])
            return areNumbers[0] <=> areNumbers[1];
        const auto order = areNumbers[0] && a.at(i).size() != b.at(i).size()
            ? a.at(i).size() <=> b.at(i).size()
            : QString::compare(a.at(i), b.at(i)) <=> 0;
        if (std::is_neq(order))
            return order;
    }
    return a.size() <=> b.size();
}

/** What follows '+': its parts, numbers without leading zeros; nothing where one is empty. */
std::optional<QStringList> localLabel(Scanner &scanner)
{
    QStringList parts;
    do {
        QString part = scanner.localPart();
        if (part.isEmpty())
            return std::nullopt;
        while (isNumber(part) && part.size() > 1 && part.startsWith(u'0'))
            part.remove(0, 1);
        parts += part;
    } while (scanner.takeSeparator());
    return parts;
}

} // namespace

std::optional<PackageVersion> PackageVersion::fromText(QStringView text)
{
    const QString words = text.trimmed().toString().toLower();
    if (words.size() > kLongestVersion)
        return std::nullopt;
    Scanner scanner(words);
    scanner.take(u'v');
    std::optional<qint64> first = scanner.number();
    if (!first)
        return std::nullopt;
    PackageVersion version;
    if (scanner.take(u'!')) {
        version.m_epoch = *first;
        first = scanner.number();
        if (!first)
            return std::nullopt;
    }
    version.m_release = release(scanner, *first);
    if (const auto pre = scanner.tagged(
            {"alpha"_L1, "a"_L1, "beta"_L1, "b"_L1, "preview"_L1, "pre"_L1, "rc"_L1, "c"_L1})) {
        version.m_preKind = pre->first.startsWith(u'a') ? PreKind::Alpha
            : pre->first.startsWith(u'b')               ? PreKind::Beta
                                                        : PreKind::Candidate;
        version.m_pre = pre->second;
    }
    if (const std::optional<qint64> post = scanner.dashNumber())
        version.m_post = *post;
    else if (const auto named = scanner.tagged({"post"_L1, "rev"_L1, "r"_L1}))
        version.m_post = named->second;
    if (const auto dev = scanner.tagged({"dev"_L1}))
        version.m_dev = dev->second;
    if (scanner.take(u'+')) {
        std::optional<QStringList> local = localLabel(scanner);
        if (!local)
            return std::nullopt;
        version.m_local = *std::move(local);
    }
    if (!scanner.isAtEnd() || scanner.hasFailed())
        return std::nullopt;
    return version;
}

QString PackageVersion::text() const
{
    QString text = m_epoch == 0 ? QString() : u"%1!"_s.arg(m_epoch);
    for (qsizetype i = 0; i < m_release.size(); ++i)
        text += (i == 0 ? u""_s : u"."_s) + QString::number(m_release.at(i));
    switch (m_preKind) {
    case PreKind::Alpha:
        text += u"a%1"_s.arg(m_pre);
        break;
    case PreKind::Beta:
        text += u"b%1"_s.arg(m_pre);
        break;
    case PreKind::Candidate:
        text += u"rc%1"_s.arg(m_pre);
        break;
    case PreKind::None:
        break;
    }
    if (m_post >= 0)
        text += u".post%1"_s.arg(m_post);
    if (m_dev >= 0)
        text += u".dev%1"_s.arg(m_dev);
    return m_local.isEmpty() ? text : text + u'+' + local();
}

QString PackageVersion::local() const
{
    return m_local.join(u'.');
}

PackageVersion PackageVersion::withoutLocal() const
{
    PackageVersion version = *this;
    version.m_local.clear();
    return version;
}

PackageVersion PackageVersion::baseVersion() const
{
    PackageVersion version;
    version.m_epoch = m_epoch;
    version.m_release = m_release;
    return version;
}

PackageVersion PackageVersion::releaseParent() const
{
    PackageVersion version = baseVersion();
    if (version.m_release.size() > 1)
        version.m_release.removeLast();
    return version;
}

bool PackageVersion::startsWith(const PackageVersion &prefix) const
{
    if (m_epoch != prefix.m_epoch)
        return false;
    for (qsizetype i = 0; i < prefix.m_release.size(); ++i) {
        if (m_release.value(i) != prefix.m_release.at(i))
            return false;
    }
    return true;
}

std::strong_ordering PackageVersion::operator<=>(const PackageVersion &other) const
{
    // A development release without more stands before every pre-release: "1.0.dev1" < "1.0a1".
    const auto preRank = [](const PackageVersion &version) {
        const bool isDevOnly =
            version.m_preKind == PreKind::None && version.m_post < 0 && version.m_dev >= 0;
        return isDevOnly ? -1 : static_cast<int>(version.m_preKind);
    };
    const auto devRank = [](const PackageVersion &version) {
        return version.m_dev < 0 ? std::numeric_limits<qint64>::max() : version.m_dev;
    };
    if (const auto order = m_epoch <=> other.m_epoch; std::is_neq(order))
        return order;
    if (const auto order = compareReleases(m_release, other.m_release); std::is_neq(order))
        return order;
    if (const auto order = preRank(*this) <=> preRank(other); std::is_neq(order))
        return order;
    if (const auto order = m_pre <=> other.m_pre; std::is_neq(order))
        return order;
    if (const auto order = m_post <=> other.m_post; std::is_neq(order))
        return order;
    if (const auto order = devRank(*this) <=> devRank(other); std::is_neq(order))
        return order;
    return compareLocals(m_local, other.m_local);
}

} // namespace portico
