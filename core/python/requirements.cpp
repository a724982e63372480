// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/requirements.h"

#include "core/io/file.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Requirements)
};

constexpr qint64 kMostBytes = 1 << 20;
constexpr qsizetype kMostLines = 5'000;
constexpr qsizetype kLongestLine = 4'096;
constexpr int kDeepest = 32;

Error refusal(ErrorCode code, const QString &fileName, qsizetype line, const QString &why)
{
    return {.code = code,
            .message = Text::tr("%1, line %2: %3.").arg(fileName).arg(line).arg(why),
            .nextStep = Text::tr("Choose another version or another repository."),
            .detail = {}};
}

bool hasControls(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c != u'\t'
            && (c.category() == QChar::Other_Control || c == QChar::ReplacementCharacter);
    });
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

/** A comment begins at the line's start or behind white space. */
QString withoutComment(const QString &line)
{
    static const QRegularExpression comment(uR"re((^|\s)#.*$)re"_s);
    return QString(line).remove(comment).trimmed();
}

/** Reads line after line; a backslash at the end joins two. */
class Parser
{
public:
    explicit Parser(QString fileName)
        : m_fileName(std::move(fileName))
    { }

    Result<RequirementList> parse(const QString &text)
    {
        const QStringList lines = text.split(u'\n');
        if (lines.size() > kMostLines)
            return refusal(ErrorCode::InvalidInput, m_fileName, kMostLines,
                           Text::tr("it is too long"));
        QString joined;
        for (qsizetype i = 0; i < lines.size(); ++i) {
            QString line = lines.at(i);
            if (line.endsWith(u'\r'))
                line.chop(1);
            joined += line;
            if (joined.size() > kLongestLine)
                return refusal(ErrorCode::InvalidInput, m_fileName, i + 1,
                               Text::tr("it is too long"));
            if (joined.endsWith(u'\\') && i + 1 < lines.size()) {
                joined.chop(1);
                continue;
            }
            const Result<> taken = take(withoutComment(joined), i + 1);
            if (!taken)
                return taken.error();
            joined.clear();
        }
        return m_list;
    }

private:
    Result<> take(const QString &line, qsizetype number)
    {
        if (line.isEmpty())
            return {};
        if (hasControls(line))
            return refusal(ErrorCode::InvalidInput, m_fileName, number,
                           Text::tr("it has characters that no requirement has"));
        if (line.startsWith(u'-')) {
            m_list.leftOut += line;
            return {};
        }
        static const QRegularExpression form(
            uR"re(^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[^\]]*\])?\s*(.*)$)re"_s);
        const QRegularExpressionMatch match = form.match(line);
        const QString rest = match.captured(3);
        if (!match.hasMatch() || rest.startsWith(u'@') || line.contains("://"_L1)
            || rest.startsWith(u'/') || rest.startsWith(u'\\'))
            return refusal(ErrorCode::Refused, m_fileName, number,
                           Text::tr("“%1” is no package of an index").arg(line.left(80)));
        if (deepestNesting(line) > kDeepest)
            return refusal(ErrorCode::InvalidInput, m_fileName, number,
                           Text::tr("it is nested too deep"));
        m_list.requirements +=
            Requirement{.text = line, .name = normalisedPackage(match.captured(1))};
        return {};
    }

    const QString m_fileName;
    RequirementList m_list;
};

} // namespace

Result<RequirementList> parseRequirements(const QByteArray &bytes, const QString &fileName)
{
    if (bytes.size() > kMostBytes)
        return refusal(ErrorCode::InvalidInput, fileName, 1, Text::tr("it is too long"));
    QString text = QString::fromUtf8(bytes);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    return Parser(fileName).parse(text);
}

Result<RequirementList> readRequirements(const QString &path)
{
    const Result<QByteArray> bytes = readFile(path, kMostBytes);
    if (!bytes)
        return bytes.error();
    return parseRequirements(*bytes, QFileInfo(path).fileName());
}

QByteArray requirementsToBytes(const QList<Requirement> &requirements)
{
    QByteArray bytes;
    for (const Requirement &requirement : requirements)
        bytes += requirement.text.toUtf8() + '\n';
    return bytes;
}

} // namespace portico
