// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/logtext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

constexpr char escape = '\x1b';

bool isControl(QChar character)
{
    return (character.unicode() < 0x20 && character != u'\t') || character.unicode() == 0x7f
        || (character.unicode() >= 0x80 && character.unicode() < 0xa0);
}

/** How long the escape sequence at the front is: CSI, OSC (to BEL or ST), or two characters. */
qsizetype sequenceLength(QByteArrayView bytes)
{
    if (bytes.size() < 2)
        return bytes.size();
    if (bytes[1] == '[') {
        const auto end = std::find_if(bytes.begin() + 2, bytes.end(),
                                      [](char byte) { return byte >= 0x40 && byte <= 0x7e; });
        return end == bytes.end() ? bytes.size() : end - bytes.begin() + 1;
    }
    if (bytes[1] == ']') {
        const auto end = std::find_if(bytes.begin() + 2, bytes.end(),
                                      [](char byte) { return byte == '\a' || byte == escape; });
        return end == bytes.end() ? bytes.size() : end - bytes.begin() + (*end == '\a' ? 1 : 2);
    }
    return 2;
}

QByteArray withoutEscapes(QByteArrayView bytes)
{
    QByteArray kept;
    kept.reserve(bytes.size());
    while (!bytes.isEmpty()) {
        const auto start = std::find(bytes.begin(), bytes.end(), escape);
        kept.append(bytes.first(start - bytes.begin()));
        bytes = bytes.sliced(start - bytes.begin());
        if (!bytes.isEmpty())
            bytes = bytes.sliced(std::min(sequenceLength(bytes), bytes.size()));
    }
    return kept;
}

const QRegularExpression &secretPattern()
{
    static const QRegularExpression pattern(
        uR"((?<![A-Za-z0-9])(hf_|ghp_|gho_|github_pat_)[A-Za-z0-9_]{8,})"
        uR"(|(Bearer\s+)[A-Za-z0-9._~+/=-]{8,})"
        uR"(|((?:token|api_key|apikey|access_token|X-Amz-Signature)=)[^\s&"']+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

/** A cheap test before the expensive one. */
bool mayHoldSecret(const QString &text)
{
    static constexpr std::array<QStringView, 5> marks{u"hf_", u"gh", u"github_", u"bearer", u"="};
    return std::any_of(marks.begin(), marks.end(), [&text](QStringView mark) {
        return text.contains(mark, Qt::CaseInsensitive);
    });
}

} // namespace

QString plainLogText(QByteArrayView bytes)
{
    const bool hasEscapes = std::find(bytes.begin(), bytes.end(), escape) != bytes.end();
    const QByteArray clean = hasEscapes ? withoutEscapes(bytes) : QByteArray();
    QString text = QString::fromUtf8(hasEscapes ? QByteArrayView(clean) : bytes);
    text.removeIf(isControl);
    return text;
}

QString withoutSecrets(const QString &text)
{
    if (!mayHoldSecret(text))
        return text;
    QString hidden = text;
    return hidden.replace(secretPattern(), u"\\1\\2\\3****"_s);
}

std::optional<LevelTag> levelTag(QStringView text)
{
    if (!text.startsWith(u'['))
        return {};
    struct Name
    {
        QStringView name;
        LogLevel level;
    };
    static constexpr std::array<Name, 6> names{{{u"[INFO]", LogLevel::Info},
                                                {u"[WARNING]", LogLevel::Warning},
                                                {u"[ERROR]", LogLevel::Error},
                                                {u"[DEBUG]", LogLevel::Debug},
                                                {u"[DETAIL]", LogLevel::Debug},
                                                {u"[CRITICAL]", LogLevel::Error}}};
    for (const Name &known : names) {
        if (!text.startsWith(known.name))
            continue;
        const qsizetype length = known.name.size();
        const bool hasBlank = text.size() > length && text[length] == u' ';
        return LevelTag{known.level, length + (hasBlank ? 1 : 0)};
    }
    return {};
}

std::optional<LogProgress> progressIn(const QString &text)
{
    if (!text.contains(u"%|"))
        return {};
    static const QRegularExpression pattern(
        uR"(^\s*(?:(?<desc>[^%|]*?):\s*)?(?<pct>\d{1,3})%\|[^|]*\|\s*)"
        uR"((?<detail>[\d.]+[kMGT]?/[\d.]+[kMGT]?\s*\[[\d:]+<[\d:?]+,\s*[^\]]*\]))"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    return LogProgress{.description = match.captured(u"desc"),
                       .percent = std::min(match.capturedView(u"pct").toInt(), 100),
                       .detail = match.captured(u"detail")};
}

} // namespace portico
