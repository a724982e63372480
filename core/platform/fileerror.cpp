// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"

#include "core/base/sizes.h"

#include <QCoreApplication>
#include <QDir>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::FileError)
};

/** Why, as the end of a sentence, and what to do about it. */
struct Reason
{
    QString why;
    QString nextStep;
};

Reason reasonFor(ErrorCode code, const QString &detail)
{
    switch (code) {
    case ErrorCode::DiskFull:
        return {Text::tr("the disk is full"),
                Text::tr("Free some space on this disk, or choose another folder, and try again.")};
    case ErrorCode::PermissionDenied:
        return {Text::tr("the system does not allow it"),
                Text::tr("Give yourself the right to this folder, or choose another one.")};
    case ErrorCode::ReadOnly:
        return {Text::tr("this place cannot be written"),
                Text::tr("Choose a folder on a disk that can be written.")};
    case ErrorCode::NotFound:
        return {Text::tr("it is not there"),
                Text::tr("Check that the folder is still there and its disk is connected.")};
    case ErrorCode::AlreadyExists:
        return {Text::tr("it is there already"),
                Text::tr("Move what is there out of the way, or choose another name.")};
    case ErrorCode::Busy:
        return {
            Text::tr("another program is using it"),
            Text::tr("Close the program that uses it, such as a virus scanner, and try again.")};
    case ErrorCode::Unsupported:
        return {Text::tr("the two places lie on different disks"),
                Text::tr("Choose two folders on the same disk.")};
    case ErrorCode::Cancelled:
    case ErrorCode::Usage:
    case ErrorCode::InvalidInput:
    case ErrorCode::Refused:
    case ErrorCode::HashMismatch:
    case ErrorCode::Unverified:
    case ErrorCode::Corrupt:
    case ErrorCode::Network:
    case ErrorCode::HttpStatus:
    case ErrorCode::Timeout:
    case ErrorCode::Io:
    case ErrorCode::ProcessFailed:
    case ErrorCode::Internal:
        break; // never of a file: the system's own words are the best there is
    }
    return {detail, Text::tr("Check the disk, and try again.")};
}

QString sentence(FileAct act, const QString &path, const QString &why)
{
    const QString place = QDir::toNativeSeparators(path);
    switch (act) {
    case FileAct::Read:
        return Text::tr("%1 cannot be read: %2.").arg(place, why);
    case FileAct::Write:
        return Text::tr("%1 cannot be written: %2.").arg(place, why);
    case FileAct::Create:
        return Text::tr("%1 cannot be made: %2.").arg(place, why);
    case FileAct::Rename:
        return Text::tr("%1 cannot be put in its place: %2.").arg(place, why);
    case FileAct::Remove:
        return Text::tr("%1 cannot be removed: %2.").arg(place, why);
    case FileAct::Lock:
        return Text::tr("%1 cannot be locked: %2.").arg(place, why);
    }
    return {};
}

} // namespace

QString systemErrorText(int systemError)
{
    return qt_error_string(systemError);
}

int systemErrorWithText(const QString &text)
{
    constexpr int kHighest = 2000; // errno ends far below; Windows' file errors do, too
    for (int number = 1; number <= kHighest; ++number) {
        if (errorCodeOfSystem(number) != ErrorCode::Io && systemErrorText(number) == text)
            return number;
    }
    return 0;
}

Error fileError(FileAct act, const QString &path, ErrorCode code, const QString &detail)
{
    const Reason reason = reasonFor(code, detail);
    return {.code = code,
            .message = sentence(act, path, reason.why),
            .nextStep = reason.nextStep,
            .detail = detail};
}

Error fileError(FileAct act, const QString &path, int systemError)
{
    return fileError(act, path, errorCodeOfSystem(systemError), systemErrorText(systemError));
}

Error diskFullError(const QString &path, qint64 needed, qint64 available)
{
    return {.code = ErrorCode::DiskFull,
            .message =
                Text::tr("%1 needs %2, but only %3 are free on its disk.")
                    .arg(QDir::toNativeSeparators(path), sizeText(needed), sizeText(available)),
            .nextStep = reasonFor(ErrorCode::DiskFull, {}).nextStep,
            .detail = {}};
}

} // namespace portico
