// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/differencetext.h"

#include "core/base/sizes.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::DifferenceText)
};

constexpr qsizetype kShortCommit = 12;

QString factTitle(ChangedFact::Fact fact)
{
    switch (fact) {
    case ChangedFact::Fact::Name:
        return Text::tr("Name");
    case ChangedFact::Fact::Version:
        return Text::tr("Version");
    case ChangedFact::Fact::System:
        return Text::tr("System");
    case ChangedFact::Fact::ComfyVersion:
        return u"ComfyUI"_s;
    case ChangedFact::Fact::ComfyCommit:
        return Text::tr("ComfyUI's commit");
    case ChangedFact::Fact::ComfyRepository:
        return Text::tr("ComfyUI's repository");
    case ChangedFact::Fact::Python:
        return u"Python"_s;
    case ChangedFact::Fact::Torch:
        return u"torch"_s;
    case ChangedFact::Fact::Accelerator:
        return Text::tr("Accelerator");
    case ChangedFact::Fact::Arguments:
        return Text::tr("Arguments of ComfyUI");
    }
    Q_UNREACHABLE();
}

QString sign(Difference difference)
{
    return difference == Difference::Added  ? u"+"_s
        : difference == Difference::Removed ? u"−"_s
                                            : u"~"_s;
}

QString orNone(const QString &text)
{
    return text.isEmpty() ? Text::tr("none") : text;
}

QString stateOf(const BundledPack &pack)
{
    QString state = pack.commit.left(kShortCommit);
    if (state.isEmpty())
        state = pack.version;
    if (pack.isChanged)
        state += (state.isEmpty() ? QString() : u" "_s) + Text::tr("(changed by hand)");
    return state;
}

QString packLine(const ChangedPack &pack)
{
    const QString before = stateOf(pack.before);
    const QString after = stateOf(pack.after);
    QString line = sign(pack.difference) + u' ' + pack.name;
    if (pack.difference == Difference::Added)
        return (line + u' ' + after).trimmed();
    if (pack.difference == Difference::Removed)
        return (line + u' ' + before).trimmed();
    if (before != after)
        return line + u' ' + orNone(before) + u" → "_s + orNone(after);
    return line + u": "_s
        + (pack.filesDiffer ? Text::tr("its files differ") : Text::tr("it is from elsewhere"));
}

QString packageLine(const ChangedPackage &package)
{
    const QString line = sign(package.difference) + u' ' + package.name + u' ';
    if (package.difference != Difference::Changed)
        return line + (package.before.isEmpty() ? package.after : package.before);
    return line + package.before + u" → "_s + package.after;
}

QString countLine(const FileCount &count, Difference difference)
{
    const auto files = static_cast<int>(count.files);
    switch (difference) {
    case Difference::Added:
        return Text::tr("%n file(s) added (%1)", nullptr, files).arg(sizeText(count.after));
    case Difference::Removed:
        return Text::tr("%n file(s) removed (%1)", nullptr, files).arg(sizeText(count.before));
    case Difference::Changed:
        return Text::tr("%n file(s) changed (%1 → %2)", nullptr, files)
            .arg(sizeText(count.before), sizeText(count.after));
    }
    Q_UNREACHABLE();
}

QStringList countLines(const BundleDifference &found)
{
    if (!found.comparesFiles)
        return {Text::tr("A lock names no files: they were not compared.")};
    QStringList lines;
    for (const auto kind : {Difference::Added, Difference::Removed, Difference::Changed}) {
        const FileCount count = found.count(kind);
        if (count.files > 0)
            lines += sign(kind) + u' ' + countLine(count, kind);
    }
    return lines;
}

} // namespace

DifferenceText differenceText(const BundleDifference &found)
{
    DifferenceText text;
    if (found.isEmpty()) {
        text.sentence = Text::tr("%1 and %2 hold the same.").arg(found.before, found.after);
        return text;
    }
    text.sentence = Text::tr("From %1 to %2:").arg(found.before, found.after);
    for (const ChangedFact &fact : found.facts)
        text.facts +=
            {factTitle(fact.fact), u"%1 → %2"_s.arg(orNone(fact.before), orNone(fact.after))};
    for (const ChangedPack &pack : found.packs)
        text.packs += packLine(pack);
    for (const ChangedPackage &package : found.packages)
        text.packages += packageLine(package);
    text.counts = countLines(found);
    for (const ChangedFile &file : found.files)
        text.files += sign(file.difference) + u' ' + file.path;
    return text;
}

} // namespace portico
