// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/packrow.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::PackRow)
};

constexpr qsizetype kShortCommit = 7;

QString kindSentence(const NodePack &pack)
{
    const QString origin = pack.origin.toDisplayString();
    switch (pack.kind) {
    case PackKind::Git:
        return origin.isEmpty() ? Text::tr("A git checkout.")
                                : Text::tr("A git checkout of %1.").arg(origin);
    case PackKind::Registry:
        return Text::tr("From the Comfy Registry.");
    case PackKind::Folder:
        return Text::tr("A folder that nobody keeps track of.");
    case PackKind::File:
        return Text::tr("A single Python file.");
    }
    return {};
}

} // namespace

QString conditionText(PackCondition condition)
{
    switch (condition) {
    case PackCondition::ImportFailed:
        return Text::tr("Failed to import");
    case PackCondition::NeedsPackages:
        return Text::tr("Needs packages");
    case PackCondition::Unclear:
        return Text::tr("Not clear");
    case PackCondition::NeedsIsolation:
        return Text::tr("Wants isolation");
    case PackCondition::Changed:
        return Text::tr("Changed by hand");
    case PackCondition::Fine:
        return Text::tr("OK", "the state of a node pack");
    case PackCondition::NotStarted:
        return Text::tr("Not loaded yet");
    case PackCondition::Disabled:
        return Text::tr("Disabled");
    }
    return {};
}

QIcon conditionIcon(PackCondition condition)
{
    switch (condition) {
    case PackCondition::ImportFailed:
        return makeIcon(IconName::Failed, IconTint::Crashed);
    case PackCondition::NeedsPackages:
    case PackCondition::Unclear:
        return makeIcon(IconName::Warning, IconTint::Busy);
    case PackCondition::NeedsIsolation:
    case PackCondition::Changed:
        return makeIcon(IconName::Info, IconTint::Accent);
    case PackCondition::Fine:
        return makeIcon(IconName::Check, IconTint::Ready);
    case PackCondition::NotStarted:
        return makeIcon(IconName::Pending, IconTint::Muted);
    case PackCondition::Disabled:
        return makeIcon(IconName::Stop, IconTint::Muted);
    }
    return {};
}

bool needsAttention(PackCondition condition)
{
    return condition <= PackCondition::Unclear;
}

QString packVersionText(const NodePack &pack)
{
    const QString commit = pack.commit.left(kShortCommit);
    if (pack.version.isEmpty())
        return commit.isEmpty() ? u"–"_s : commit;
    return commit.isEmpty() ? pack.version
                            : Text::tr("%1 (%2)", "version and commit").arg(pack.version, commit);
}

QString importTimeText(std::chrono::milliseconds time)
{
    if (time < std::chrono::milliseconds(50))
        return Text::tr("< %1 s", "seconds").arg(QLocale().toString(0.1, 'f', 1));
    return Text::tr("%1 s", "seconds")
        .arg(QLocale().toString(double(time.count()) / 1000.0, 'f', 1));
}

QString packSentence(const PackRow &row)
{
    QStringList words;
    if (!row.reason.isEmpty())
        words += row.reason;
    if (row.pack.isIsolated())
        words += QStringList{Text::tr("It is isolated: it runs in a Python of its own.")}
            + row.pack.losses;
    if (!row.git.isEmpty())
        words += row.git;
    words += kindSentence(row.pack);
    if (words.size() < 2)
        words += QDir::toNativeSeparators(row.pack.folder);
    return words.join(u' ');
}

} // namespace portico::app
