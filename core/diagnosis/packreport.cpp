// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/packreport.h"

#include <QStringList>

namespace portico {

using namespace Qt::StringLiterals;

QJsonObject toJson(const PackReport &report)
{
    QJsonObject object{{u"pack"_s, report.pack},     {u"path"_s, report.path},
                       {u"failed"_s, report.failed}, {u"cause"_s, report.cause},
                       {u"module"_s, report.module}, {u"distribution"_s, report.distribution}};
    if (report.seconds)
        object[u"seconds"_s] = *report.seconds;
    return object;
}

QString packOfPath(const QString &path)
{
    QStringList parts = QString(path).replace(u'\\', u'/').split(u'/', Qt::SkipEmptyParts);
    const qsizetype folder = parts.lastIndexOf("custom_nodes"_L1);
    if (folder >= 0 && folder + 1 < parts.size())
        return parts.at(folder + 1);
    const QString last = parts.value(parts.size() - 1);
    const bool isInside = last == "__init__.py"_L1 || last == "prestartup_script.py"_L1;
    return isInside ? parts.value(parts.size() - 2) : last;
}

} // namespace portico
