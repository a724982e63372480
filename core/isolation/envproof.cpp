// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envproof.h"

#include "core/io/file.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"
#include "core/python/lock.h"
#include "core/python/packageversion.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QMultiHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::EnvProof)
};

constexpr qint64 kMostLock = 32LL << 20;
constexpr std::chrono::seconds kPatience{10}; ///< the first start from a slow disk

/** Name and version of each `numpy-2.0.0.dist-info`. */
QMultiHash<QString, QString> packagesIn(const QString &place, Os os)
{
    const QString library = envPrefix(place) + (os == Os::Windows ? "/Lib"_L1 : "/lib"_L1);
    QStringList sites{library + "/site-packages"_L1};
    for (const QString &name : QDir(library).entryList({u"python3.*"_s}, QDir::Dirs))
        sites += library + u'/' + name + "/site-packages"_L1;
    QMultiHash<QString, QString> packages;
    for (const QString &site : std::as_const(sites)) {
        for (const QString &info : QDir(site).entryList({u"*.dist-info"_s}, QDir::Dirs)) {
            const QString stem = info.chopped(10);
            packages.insert(normalisedPackage(stem.section(u'-', 0, 0)), stem.section(u'-', 1));
        }
    }
    return packages;
}

/** Also where one is written in another way: 2024.01 is 2024.1. */
bool isSameVersion(const QString &a, const QString &b)
{
    const auto left = PackageVersion::fromText(a);
    const auto right = PackageVersion::fromText(b);
    return a == b || (left && right && *left == *right);
}

/** Of uv: `packages.txt`. */
QString missingOfUv(const QString &place, Os os)
{
    const Result<QByteArray> bytes = readFile(envLockFile(place), kMostLock);
    const Result<Lock> lock = bytes ? lockFromBytes(*bytes) : Result<Lock>(bytes.error());
    if (!lock)
        return {};
    const QMultiHash<QString, QString> there = packagesIn(place, os);
    for (const LockedPackage &package : lock->packages) {
        const QStringList versions = there.values(package.name);
        const bool isThere =
            std::any_of(versions.begin(), versions.end(), [&package](const QString &version) {
                return isSameVersion(version, package.version);
            });
        if (package.marker.isEmpty() && !isThere)
            return package.name + u' ' + package.version;
    }
    return {};
}

/** Of pixi: the conda packages that `pixi.lock` lists have a record each. */
QString missingOfConda(const QString &place)
{
    const QString records = envPrefix(place) + "/conda-meta/"_L1;
    const Result<QByteArray> bytes = readFile(place + "/pixi.lock"_L1, kMostLock);
    if (!bytes || !QFileInfo(records).isDir())
        return {};
    static const QRegularExpression entry(
        uR"(^\s*- conda: \S*/([^/\s]+?)(?:\.conda|\.tar\.bz2)\s*$)"_s,
        QRegularExpression::MultilineOption);
    const QString text = QString::fromUtf8(*bytes);
    for (auto matches = entry.globalMatch(text); matches.hasNext();) {
        const QString stem = matches.next().captured(1);
        if (!QFileInfo::exists(records + stem + ".json"_L1))
            return stem;
    }
    return {};
}

/** Its last words where it does not start; empty: it does. */
QString whyNotStarting(const QString &python, Os os)
{
    const ProcessInput input{
        .command = {.program = python,
                    .arguments = {u"-I"_s, u"-S"_s, u"-c"_s, u"pass"_s},
                    .workingFolder = {},
                    .environment = cleanEnvironment(QProcessEnvironment::systemEnvironment(), os),
                    .secrets = {}},
        .standardInput = {},
        .onOutput = {},
        .onErrorOutput = {},
        .silenceLimit = {},
        .patience = std::chrono::milliseconds(0),
        .timeLimit = kPatience};
    const Result<ExitStatus> status = SystemProcessRunner().run(input, {});
    if (!status)
        return status.error().message;
    if (!status->crashed && status->code == 0)
        return {};
    const QString words = QString::fromLocal8Bit(status->errorTail).trimmed();
    return words.isEmpty() ? Text::tr("exit code %1").arg(status->code)
                           : words.section(u'\n', -1).trimmed();
}

} // namespace

QString firstMissingOfLock(const QString &place, Os os)
{
    const QString missing = missingOfUv(place, os);
    return missing.isEmpty() ? missingOfConda(place) : missing;
}

void proveEnv(EnvHealth &health, Os os)
{
    const auto breakIt = [&health](const QString &problem) {
        health.state = EnvState::Broken;
        health.problem = problem;
        health.nextStep = Text::tr("Repair it.");
        health.isLinkWrong = false;
    };
    if (health.state != EnvState::Built && !health.isLinkWrong)
        return;
    const QString missing = firstMissingOfLock(health.env.place, os);
    if (!missing.isEmpty()) {
        breakIt(Text::tr("The package %1, which it was built with, is not there.").arg(missing));
        return;
    }
    const QString words = whyNotStarting(envPython(health.env.place, os), os);
    if (!words.isEmpty())
        breakIt(Text::tr("Its Python does not start: %1").arg(words));
}

} // namespace portico
