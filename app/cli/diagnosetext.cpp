// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/diagnosetext.h"

#include "core/diagnosis/fixsettings.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::DiagnoseText)
};

QString bulletOf(Gravity gravity)
{
    switch (gravity) {
    case Gravity::Stops:
        return u"✗"_s;
    case Gravity::Hinders:
        return u"!"_s;
    case Gravity::Tells:
        return u"–"_s;
    }
    Q_UNREACHABLE();
}

/** What does the fix of the diagnosis with that number; empty: no command does. */
QString commandFor(const Install &install, const Diagnosis &diagnosis, qsizetype number)
{
    const Fix &fix = diagnosis.fix;
    const QString command = fixCommand(install, fix);
    if (!command.isEmpty() || fix.kind == FixKind::None)
        return command;
    return u"porticoctl diagnose %1 --fix %2"_s.arg(install.id.toString()).arg(number);
}

} // namespace

void printDiagnoses(Terminal &terminal, const Install &install, const QList<Diagnosis> &diagnoses)
{
    for (qsizetype i = 0; i < diagnoses.size(); ++i) {
        const Diagnosis &found = diagnoses.at(i);
        terminal.print(u"%1. %2 %3"_s.arg(i + 1).arg(bulletOf(found.gravity), found.title));
        terminal.print(u"   "_s + found.message);
        for (const QString &line : found.evidence)
            terminal.print(u"   | "_s + line);
        terminal.print(u"   → "_s + found.nextStep);
        const QString command = commandFor(install, found, i + 1);
        if (!command.isEmpty())
            terminal.print(u"   $ "_s + command);
        const QString other = fixCommand(install, found.otherFix);
        if (!other.isEmpty())
            terminal.print(u"   $ "_s + other);
        if (found.fix.kind == FixKind::OpenAddress)
            terminal.print(u"   "_s + found.fix.arguments.value(0));
    }
}

QJsonObject lastStartJson(const Install &install, const LastStart &start)
{
    QJsonArray diagnoses;
    for (qsizetype i = 0; i < start.diagnoses.size(); ++i) {
        QJsonObject object = toJson(start.diagnoses.at(i));
        object.insert(u"number"_s, i + 1);
        object.insert(u"command"_s, commandFor(install, start.diagnoses.at(i), i + 1));
        object.insert(u"otherCommand"_s, fixCommand(install, start.diagnoses.at(i).otherFix));
        diagnoses.append(object);
    }
    QJsonArray packs;
    for (const PackReport &pack : start.packs)
        packs.append(toJson(pack));
    const StartFacts &facts = start.facts;
    QJsonObject object{
        {u"install"_s, install.id.toString()},
        {u"started"_s,
         start.time.isValid() ? start.time.toUTC().toString(Qt::ISODateWithMs) : QString()},
        {u"ready"_s, facts.wasReady},
        {u"safe"_s, facts.isSafeStart},
        {u"over"_s, facts.isOver},
        {u"diagnoses"_s, diagnoses},
        {u"packs"_s, packs}};
    if (facts.exit)
        object[u"exit"_s] = exitText(*facts.exit, facts.os);
    return object;
}

} // namespace portico::cli
