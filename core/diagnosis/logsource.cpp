// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/logsource.h"

#include "core/server/logfiles.h"
#include "core/server/logtext.h"

#include <KCompressionDevice>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <memory>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::LogSource)
};

constexpr qint64 kLongestLine = 64 * 1024;
constexpr int kMostFiles = 100;       ///< more than anybody keeps
constexpr int kLinesPerLook = 10'000; ///< between two looks whether it was cancelled
constexpr qsizetype kTimeLength = 24; ///< "2026-11-21T12:00:00.000Z"
constexpr qsizetype kOwnLength = 27;  ///< and " I "

/** "2026-11-21T12:00:00.000Z I ": Portico's own files. */
bool hasOwnBeginning(const QByteArray &bytes)
{
    return bytes.size() >= kOwnLength && bytes.at(10) == 'T' && bytes.at(23) == 'Z'
        && bytes.at(24) == ' ' && bytes.at(26) == ' ';
}

Error cannotRead(const QString &path, const QString &reason)
{
    return {
        .code = QFileInfo::exists(path) ? ErrorCode::Io : ErrorCode::NotFound,
        .message =
            Text::tr("The log %1 cannot be read: %2.").arg(QDir::toNativeSeparators(path), reason),
        .nextStep = Text::tr("Name a log file that is there and may be read."),
        .detail = {}};
}

} // namespace

LogFileLine logFileLine(const QByteArray &bytes)
{
    LogFileLine line;
    if (hasOwnBeginning(bytes)) {
        line.time =
            QDateTime::fromString(QString::fromLatin1(bytes.left(kTimeLength)), Qt::ISODateWithMs);
        line.text = QString::fromUtf8(bytes.mid(kOwnLength));
        return line;
    }
    line.text = plainLogText(bytes);
    if (line.text.startsWith("[20"_L1)) { // ComfyUI-Manager's own log
        static const QRegularExpression time(uR"(^\[(20\d\d-\d\d-\d\d[ T][\d:.]+)\] ?)"_s);
        line.text.remove(time);
    }
    if (const std::optional<LevelTag> tag = levelTag(line.text))
        line.text.remove(0, tag->length);
    return line;
}

Result<> readLogLines(const QString &path, const std::function<void(const LogFileLine &)> &take,
                      const JobContext &job)
{
    std::unique_ptr<QIODevice> device;
    if (path.endsWith(".gz"_L1))
        device = std::make_unique<KCompressionDevice>(path, KCompressionDevice::GZip);
    else
        device = std::make_unique<QFile>(path);
    if (!device->open(QIODevice::ReadOnly))
        return cannotRead(path, device->errorString());
    for (int count = 1;; ++count) {
        QByteArray bytes = device->readLine(kLongestLine);
        if (bytes.isEmpty())
            return {};
        while (bytes.endsWith('\n') || bytes.endsWith('\r'))
            bytes.chop(1);
        take(logFileLine(bytes));
        if (count % kLinesPerLook == 0 && job.isCancelled())
            return cancelledError();
    }
}

QStringList logFilesIn(const QString &folder)
{
    const QString current = LogFiles::currentFile(folder);
    QStringList files;
    if (QFileInfo::exists(current))
        files.append(current);
    for (int age = 1; age < kMostFiles; ++age) {
        QString name = current;
        name.insert(name.lastIndexOf(u'.'), u".%1"_s.arg(age));
        const QString packed = name + u".gz"_s;
        if (QFileInfo::exists(packed))
            files.append(packed);
        else if (QFileInfo::exists(name))
            files.append(name);
        else
            break;
    }
    return files;
}

} // namespace portico
