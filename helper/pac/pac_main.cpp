// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/pac/pac_main.h"

#include "core/net/pacrunner.h"
#include "helper/pac/pacengine.h"
#include "helper/part.h"

#include <QJsonArray>

namespace portico::helper {

using namespace Qt::StringLiterals;

int runPac(const QStringList &arguments)
{
    return runPart(arguments,
                   [](const QJsonObject &object, const JobContext &) -> Result<QJsonObject> {
                       const PacQuestion question = pacQuestionFromJson(object);
                       const auto answers = runPacScript(question.script, question.addresses);
                       if (!answers)
                           return answers.error();
                       return QJsonObject{{u"answers"_s, QJsonArray::fromStringList(*answers)}};
                   });
}

} // namespace portico::helper
