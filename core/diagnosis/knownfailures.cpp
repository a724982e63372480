// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/knownfailures.h"

#include <QCoreApplication>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::KnownFailures)
};

} // namespace

const QList<KnownFailure> &knownFailures()
{
    static const QList<KnownFailure> all = [] {
        QList<KnownFailure> rows;
        for (const auto part : {addressFailures(), deviceFailures(), isolationFailures(),
                                packageFailures(), laterFailures()})
            rows.append(QList<KnownFailure>(part.begin(), part.end()));
        return rows;
    }();
    return all;
}

QString filledIn(QString text, const QStringList &captures, quint16 port)
{
    text.replace("%port"_L1, QString::number(port));
    for (qsizetype i = captures.size() - 1; i > 0; --i)
        text.replace(u'%' + QString::number(i), captures.at(i));
    return text;
}

Diagnosis diagnosisOf(const KnownFailure &failure, const QStringList &captures, quint16 port)
{
    Diagnosis found;
    found.id = QString::fromLatin1(failure.id);
    found.gravity = failure.gravity;
    found.title = filledIn(Text::tr(failure.title), captures, port);
    found.message = filledIn(Text::tr(failure.message), captures, port);
    found.nextStep = filledIn(Text::tr(failure.nextStep), captures, port);
    found.fix.kind = failure.fix;
    for (const QString &argument :
         QString::fromLatin1(failure.arguments).split(u'|', Qt::SkipEmptyParts))
        found.fix.arguments.append(filledIn(argument, captures, port));
    return found;
}

} // namespace portico
