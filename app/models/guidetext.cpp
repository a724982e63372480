// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/guidetext.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

QString anchorFor(const QString &heading)
{
    QString anchor;
    for (const QChar c : heading.toLower()) {
        if (c.isLetterOrNumber() || c == u'-' || c == u'_')
            anchor += c;
        else if (c == u' ')
            anchor += u'-';
    }
    return anchor;
}

} // namespace

QString guideFolder()
{
    return u":/guide"_s;
}

QString guideFileFor(const QString &folder, const QStringList &languages)
{
    for (const QString &language : languages) {
        const QString name = QString(language).replace(u'-', u'_');
        const QString plain = name.section(u'_', 0, 0);
        if (plain == "en"_L1)
            break;
        for (const QString &code : {name, plain}) {
            const QString file = folder + "/guide."_L1 + code + ".md"_L1;
            if (QFileInfo(file).isFile())
                return file;
        }
    }
    return folder + "/guide.md"_L1;
}

QString guideText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression comment(u"^<!--.*?-->\\s*"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    return QString::fromUtf8(file.readAll()).remove(comment);
}

QList<GuideHeading> headingsOf(const QString &markdown)
{
    static const QRegularExpression heading(u"^(#{1,6}) +(.+?) *$"_s);
    QList<GuideHeading> headings;
    bool isCode = false;
    for (const QString &line : markdown.split(u'\n')) {
        if (line.startsWith("```"_L1))
            isCode = !isCode;
        const QRegularExpressionMatch match = heading.match(line);
        if (isCode || !match.hasMatch())
            continue;
        headings += GuideHeading{.level = int(match.capturedLength(1)),
                                 .text = match.captured(2),
                                 .anchor = anchorFor(match.captured(2))};
    }
    return headings;
}

qsizetype headingAt(const QList<GuideHeading> &headings, const QString &anchor)
{
    const auto found =
        std::find_if(headings.begin(), headings.end(),
                     [&anchor](const GuideHeading &heading) { return heading.anchor == anchor; });
    return found == headings.end() ? -1 : found - headings.begin();
}

} // namespace portico::app
