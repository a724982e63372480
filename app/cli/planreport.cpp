// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/planreport.h"

#include "app/cli/terminal.h"
#include "core/base/lists.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::PlanReport)
};

QString sourceText(const PlannedPackage &package)
{
    switch (package.source) {
    case PackageSource::Wheel:
        return {};
    case PackageSource::Build:
        return Text::tr("to be built from source");
    case PackageSource::Address:
        return Text::tr("from %1").arg(package.address.toString());
    case PackageSource::Git:
        return Text::tr("repository %1").arg(package.address.toString());
    }
    return {};
}

QString addedLine(const PlannedPackage &package)
{
    QStringList marks;
    if (package.size >= 0)
        marks += sizeText(package.size);
    if (const QString source = sourceText(package); !source.isEmpty())
        marks += source;
    if (package.isYoung)
        marks += Text::tr("uploaded in the last days");
    if (!package.wantedBy.isEmpty())
        marks += Text::tr("for %1").arg(listed(package.wantedBy));
    const QString name = package.name.isEmpty() ? package.address.fileName() : package.name;
    const QString line = u"+ %1 %2"_s.arg(name, package.version).trimmed();
    return u"  "_s + (marks.isEmpty() ? line : line + u" – "_s + marks.join(u"; "_s));
}

void addAdded(const LayerPlan &plan, QStringList &lines)
{
    if (plan.added.isEmpty()) {
        lines += Text::tr("Nothing is added.");
        return;
    }
    const int count = static_cast<int>(plan.added.size());
    lines += plan.bytes() > 0
        ? Text::tr("Added: %n package(s), %1", nullptr, count).arg(sizeText(plan.bytes()))
        : Text::tr("Added: %n package(s)", nullptr, count);
    for (const PlannedPackage &package : plan.added) {
        lines += addedLine(package);
        if (!package.remark.isEmpty())
            lines += u"      "_s + package.remark;
    }
}

void addPresent(const LayerPlan &plan, QStringList &lines)
{
    if (plan.present.isEmpty())
        return;
    QStringList names;
    for (const PresentPackage &package : plan.present)
        names += package.name + u' ' + package.version;
    lines += Text::tr("There already: %1").arg(listed(names));
}

void addStripped(const LayerPlan &plan, QStringList &lines)
{
    if (plan.stripped.isEmpty())
        return;
    lines += Text::tr("Not taken, since torch and its family come from the base:");
    for (const StrippedNeed &need : plan.stripped) {
        if (need.present.isEmpty())
            lines +=
                Text::tr("  ! %1 (%2): there is none, and none is added: what was not made for "
                         "this very torch breaks it")
                    .arg(need.text, need.by);
        else
            lines += (need.isMet ? Text::tr("  – %1 (%2): %3 meets it")
                                 : Text::tr("  ! %1 (%2): %3, which does not meet it"))
                         .arg(need.text, need.by, need.present);
    }
}

void addUnmet(const LayerPlan &plan, QStringList &lines)
{
    if (plan.unmet.isEmpty())
        return;
    lines += Text::tr("Cannot be met:");
    for (const UnmetNeed &need : plan.unmet) {
        lines += u"  ✗ "_s + need.message;
        for (const QString &text : need.texts)
            lines += u"    | "_s + text;
        for (const QString &line : choiceLines(need))
            lines += u"    "_s + line;
    }
}

void addEnd(const LayerPlan &plan, PlanConsent consent, QStringList &lines)
{
    if (!plan.isComplete())
        lines += Text::tr("→ Leave a requirement or a pack out with --without, or choose another "
                          "version of the pack.");
    else if (!isReady(plan, consent))
        lines += Text::tr("→ Agree to what is built or comes from an address or repository with "
                          "--allow-builds, or leave its pack out with --without.");
}

/** A word as a shell takes it. */
QString quoted(const QString &word)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:@%+=-]+$"_s);
    if (plain.match(word).hasMatch())
        return word;
    // Double quotes are the ones that the shells of Windows know, too.
    static const QRegularExpression special(uR"re(["\$`!])re"_s);
    if (!special.match(word).hasMatch())
        return u'"' + word + u'"';
    return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

QStringList choiceLines(const UnmetNeed &need)
{
    QStringList lines;
    for (const NeedChoice &choice : need.choices)
        lines += Text::tr("→ without %1 of “%2”: --without %3")
                     .arg(choice.requirement, choice.pack, quoted(choice.text()));
    for (const QString &pack : need.packs)
        lines += Text::tr("→ without all that “%1” needs: --without %2").arg(pack, quoted(pack));
    return lines;
}

QStringList leftOutLines(const LayerPlan &plan)
{
    QStringList lines;
    for (const LeftOutNeed &need : plan.leftOutNeeds)
        lines += Text::tr("Left out of “%1” by choice: %2").arg(need.choice.pack, need.text);
    return lines;
}

QStringList planLines(const LayerPlan &plan, PlanConsent consent)
{
    QStringList lines;
    addAdded(plan, lines);
    addPresent(plan, lines);
    addStripped(plan, lines);
    for (const ProviderChoice &choice : plan.providers)
        lines += choice.message;
    addUnmet(plan, lines);
    if (!plan.leftOutPacks.isEmpty())
        lines += Text::tr("Left out: %1").arg(listed(plan.leftOutPacks));
    lines += leftOutLines(plan);
    lines += plan.remarks;
    addEnd(plan, consent, lines);
    return lines;
}

bool isReady(const LayerPlan &plan, PlanConsent consent)
{
    return plan.isComplete() && (consent == PlanConsent::Given || !plan.needsConsent());
}

} // namespace portico::cli
