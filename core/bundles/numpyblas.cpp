// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/numpyblas.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** The lines of a section, which is indented deeper than its title. */
QString section(const QString &text, const QString &title)
{
    const QRegularExpression start(uR"re(^([ \t]*)"?%1"?:[ \t]*\{?[ \t]*$)re"_s.arg(title),
                                   QRegularExpression::MultilineOption);
    const QRegularExpressionMatch match = start.match(text);
    if (!match.hasMatch())
        return {};
    QString lines;
    for (const QString &line : text.mid(match.capturedEnd() + 1).split(u'\n')) {
        const qsizetype indent = line.size() - line.trimmed().size();
        if (line.trimmed().isEmpty() || indent <= match.capturedLength(1))
            break;
        lines += line + u'\n';
    }
    return lines;
}

} // namespace

NumpyBlas numpyBlas(const QByteArray &shownConfig)
{
    const QString text = QString::fromUtf8(shownConfig).replace(u"\r\n"_s, u"\n"_s);
    QString found = section(text, u"blas"_s);
    if (found.isEmpty()) { // before 1.26
        for (const QString &title : {u"blas_opt_info"_s, u"accelerate_info"_s, u"blas_info"_s}) {
            const QString lines = section(text, title);
            if (!lines.contains("NOT AVAILABLE"_L1) && found.isEmpty())
                found = lines;
        }
    }
    if (found.trimmed().isEmpty())
        return NumpyBlas::Unknown;
    return found.contains("accelerate"_L1, Qt::CaseInsensitive) ? NumpyBlas::Accelerate
                                                                : NumpyBlas::Other;
}

} // namespace portico
