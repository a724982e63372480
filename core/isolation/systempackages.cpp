// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/systempackages.h"

#include "core/base/lists.h"
#include "core/io/file.h"
#include "core/platform/hostos.h"
#include "core/platform/privilege.h"
#include "core/platform/terminal.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SystemPackages)
};

constexpr qint64 kMostStatus = 64LL << 20;

/** What a shell takes as one plain word. */
bool isPlain(const QString &name)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9][A-Za-z0-9.+@_/-]*$"_s);
    return plain.match(name).hasMatch();
}

/** "libgl1 (= 1.0), mesa | other": the names alone. */
QStringList namesIn(const QString &list)
{
    QStringList names;
    for (const QString &part : list.split(u','))
        names += part.trimmed().section(u' ', 0, 0);
    return names;
}

Error noProgram(const QString &program, const QStringList &packages)
{
    return {.code = ErrorCode::Unsupported,
            .message =
                Text::tr("Packages of the system are asked for, and there is no %1 here: %2.")
                    .arg(program, listed(packages)),
            .nextStep = Text::tr("Install what they are called on this system by its own means."),
            .detail = {}};
}

} // namespace

QStringList installedInDpkg(const QByteArray &status)
{
    QStringList names;
    QString package;
    QString provided;
    bool isThere = false;
    const auto take = [&] {
        if (isThere)
            names += QStringList{package} + namesIn(provided);
        package.clear();
        provided.clear();
        isThere = false;
    };
    for (const QByteArray &line : status.split('\n')) {
        if (line.trimmed().isEmpty())
            take();
        else if (line.startsWith("Package: "))
            package = QString::fromUtf8(line.mid(9)).trimmed();
        else if (line.startsWith("Provides: "))
            provided = QString::fromUtf8(line.mid(10));
        else if (line.startsWith("Status: "))
            isThere = line.trimmed().endsWith(" ok installed");
    }
    take();
    names.removeAll(QString());
    return names;
}

SystemMeans hostSystemMeans()
{
    SystemMeans facts{
        .os = hostOs(),
        .isSuperuser = isSuperuser(),
        .hasTerminal = hasInputTerminal(),
        .find = [](const QString &program) { return QStandardPaths::findExecutable(program); }};
    if (facts.os == Os::MacOS) {
        facts.has = [brew = facts.find(u"brew"_s)](const QString &package) {
            const QDir prefix(QFileInfo(brew).path() + "/.."_L1);
            return !brew.isEmpty() && prefix.exists("opt/"_L1 + package.section(u'/', -1));
        };
        return facts;
    }
    const Result<QByteArray> status = readFile(u"/var/lib/dpkg/status"_s, kMostStatus);
    const QStringList names = status ? installedInDpkg(*status) : QStringList();
    facts.has = [there = QSet<QString>(names.begin(), names.end())](const QString &package) {
        return there.contains(package);
    };
    return facts;
}

QStringList missingSystemPackages(const SystemWishes &wishes, const SystemMeans &facts)
{
    QStringList missing;
    if (facts.os == Os::Linux)
        missing = wishes.apt;
    else if (facts.os == Os::MacOS)
        missing = wishes.brew;
    missing.removeDuplicates();
    missing.removeIf([&facts](const QString &name) { return facts.has && facts.has(name); });
    return missing;
}

QString SystemCommand::shown() const
{
    return QStringList(QStringList{program} + arguments).join(u' ');
}

Result<SystemCommand> systemPackagesCommand(const QStringList &packages, const SystemMeans &facts)
{
    if (packages.isEmpty())
        return SystemCommand();
    const auto strange = std::find_if_not(packages.begin(), packages.end(), isPlain);
    if (strange != packages.end())
        return Error{
            .code = ErrorCode::InvalidInput,
            .message =
                Text::tr("“%1” is no name that a package of the system can have.").arg(*strange),
            .nextStep = Text::tr("Ask the author of the pack."),
            .detail = {}};
    const auto isHere = [&facts](const QString &program) {
        return facts.find && !facts.find(program).isEmpty();
    };
    if (facts.os == Os::MacOS)
        return isHere(u"brew"_s)
            ? Result<SystemCommand>(SystemCommand{u"brew"_s, QStringList{u"install"_s} + packages})
            : noProgram(u"Homebrew"_s, packages);
    if (!isHere(u"apt-get"_s))
        return noProgram(u"apt-get"_s, packages);
    const QStringList words = QStringList{u"apt-get"_s, u"install"_s, u"-y"_s} + packages;
    if (facts.isSuperuser)
        return SystemCommand{words.first(), words.mid(1)};
    const bool isByWindow = !facts.hasTerminal && isHere(u"pkexec"_s);
    if (!isByWindow && !isHere(u"sudo"_s) && !isHere(u"pkexec"_s))
        return Error{.code = ErrorCode::PermissionDenied,
                     .message = Text::tr("Packages of the system are asked for, and neither sudo "
                                         "nor pkexec is here to put them in: %1.")
                                    .arg(listed(packages)),
                     .nextStep = Text::tr("As root, run: %1").arg(words.join(u' ')),
                     .detail = {}};
    return SystemCommand{isByWindow || !isHere(u"sudo"_s) ? u"pkexec"_s : u"sudo"_s, words};
}

} // namespace portico
