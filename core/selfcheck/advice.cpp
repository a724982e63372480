// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/selfcheck/advice.h"

#include "core/platform/filerules.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SelfCheckAdvice)
};

/** What lies deepest in a bundle: a runtime's own files are that long. */
constexpr int kDeepestInBundle = 180;

QString permissionAdvice(Os os)
{
    if (os == Os::Windows)
        return Text::tr("Choose a library folder in your own user folder, or allow Portico in "
                        "Windows Security under Controlled folder access.");
    if (os == Os::MacOS)
        return Text::tr("Choose a library folder in your home folder, or allow Portico in System "
                        "Settings under Privacy, Files and Folders.");
    return Text::tr("Choose a library folder that you may write, such as one in your home folder.");
}

QString scannerAdvice(Os os)
{
    if (os == Os::Linux)
        return Text::tr("See whether the library lies on a drive from which programs may not run "
                        "(mounted noexec), and choose another one if so.");
    return Text::tr(
        "See whether a virus scanner holds or removed the files, and exempt the library "
        "folder from its checks.");
}

bool isPathTooLong(Os os, const QString &libraryRoot)
{
    return systemLength(libraryRoot, os) + kDeepestInBundle > pathLimits(os).plainPath;
}

QString networkAdvice(Check check)
{
    if (check == Check::Download)
        return Text::tr(
            "See whether a security program or a proxy stands in the way of connections "
            "to this computer's own address 127.0.0.1.");
    return Text::tr("See whether a firewall forbids connections to this computer's own address "
                    "127.0.0.1.");
}

QString adviceFor(const Error &error, Check check, Os os, const QString &libraryRoot)
{
    switch (error.code) {
    case ErrorCode::PermissionDenied:
    case ErrorCode::ReadOnly:
        return permissionAdvice(os);
    case ErrorCode::ProcessFailed:
        return check == Check::Bundle ? QString() : scannerAdvice(os);
    case ErrorCode::Network:
    case ErrorCode::HttpStatus:
        return networkAdvice(check);
    case ErrorCode::Timeout:
        return check >= Check::Start ? scannerAdvice(os) : networkAdvice(check);
    case ErrorCode::Io:
    case ErrorCode::NotFound:
    case ErrorCode::Corrupt:
        if (isPathTooLong(os, libraryRoot))
            return Text::tr("The path of the library folder %1 is too long for some programs: "
                            "choose one near the top of a drive.")
                .arg(QDir::toNativeSeparators(libraryRoot));
        return check == Check::Python ? QString() : scannerAdvice(os);
    case ErrorCode::Cancelled:
    case ErrorCode::Usage:
    case ErrorCode::InvalidInput:
    case ErrorCode::AlreadyExists:
    case ErrorCode::Busy:
    case ErrorCode::Refused:
    case ErrorCode::HashMismatch:
    case ErrorCode::Unverified:
    case ErrorCode::Unsupported:
    case ErrorCode::DiskFull:
    case ErrorCode::Internal:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

Error withAdvice(const Error &error, Check check, Os os, const QString &libraryRoot)
{
    const QString advice = adviceFor(error, check, os, libraryRoot);
    if (advice.isEmpty())
        return error;
    Error advised = error;
    advised.nextStep = error.nextStep.isEmpty() ? advice : error.nextStep + u' ' + advice;
    return advised;
}

} // namespace portico
