// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archivehandle.h"

#include "core/archive/archiveerror.h"

#include <QCoreApplication>

#include <archive.h>
#include <cerrno>
#include <clocale>
#include <cstdlib>
#include <mutex>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ArchiveHandle)
};

bool convertsUtf8()
{
    wchar_t letter = 0;
    const bool isOne = std::mbtowc(&letter, "\xc3\xa9", 2) == 2;
    return isOne && letter == L'\u00e9';
}

/** Only the letters: numbers and sorting stay as they are. */
void useUtf8Names()
{
    static std::once_flag once;
    std::call_once(once, [] {
        for (const char *name : {"", "C.UTF-8", "en_US.UTF-8", ".UTF-8"}) {
            if (convertsUtf8())
                return;
            std::setlocale(LC_CTYPE, name);
        }
    });
}

} // namespace

void ArchiveCloser::operator()(archive *handle) const
{
    archive_free(handle);
}

ArchiveHandle newArchiveReader()
{
    useUtf8Names();
    return ArchiveHandle(archive_read_new());
}

ArchiveHandle newArchiveWriter()
{
    useUtf8Names();
    return ArchiveHandle(archive_write_new());
}

Error archiveFailure(archive *handle, const QString &path)
{
    const char *words = archive_error_string(handle);
    const QString text = words ? QString::fromUtf8(words) : u"unknown"_s;
    const auto says = [&text](QLatin1StringView part) {
        return text.contains(part, Qt::CaseInsensitive);
    };
    if (archive_errno(handle) == ENOMEM || says("memory"_L1))
        return refusedArchive(path, Text::tr("unpacking it takes too much memory"), text);
    if (says("truncated"_L1) || says("premature"_L1) || says("end of file"_L1))
        return incompleteArchive(path, text);
    if (says("encrypt"_L1) || says("passphrase"_L1))
        return encryptedArchive(path);
    if (says("unsupported"_L1) || says("not supported"_L1))
        return unsupportedArchive(path, Text::tr("it uses a method that Portico does not know"),
                                  Text::tr("Pack it again with the usual settings, or unpack it "
                                           "with its own program and add the folder instead."),
                                  text);
    if (says("unrecognized archive format"_L1))
        return unsupportedArchive(path, Text::tr("there is no tar in it"),
                                  Text::tr("Choose a bundle as zip, 7z, tar, tar.gz, tar.xz or "
                                           "tar.zst."),
                                  text);
    return damagedArchive(path, text);
}

} // namespace portico
