// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace portico::app {

/** A heading of a text in Markdown. */
struct GuideHeading
{
    int level = 1; ///< 1 is the title
    QString text{};
    QString anchor{}; ///< as GitHub makes it: lower case, hyphens, nothing else
};

/** Where the guide's files are within the program: docs/ of the repository. */
QString guideFolder();

/**
 * The guide's file for the first of these languages (such as "de-AT", most wanted first) that there
 * is a translation for: guide.de.md, guide.zh_CN.md; else guide.md, which is English.
 */
QString guideFileFor(const QString &folder, const QStringList &languages);

/** The text of a guide's file without the comment at its top; empty where it cannot be read. */
QString guideText(const QString &path);

/** All headings, in their order. */
QList<GuideHeading> headingsOf(const QString &markdown);

/** Which of the headings has the anchor; -1 for none. Translations have the same ones in the same
 *  order, so that the English guide's answer counts for all. */
qsizetype headingAt(const QList<GuideHeading> &headings, const QString &anchor);

} // namespace portico::app
