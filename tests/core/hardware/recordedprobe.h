// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/hardwareprobe.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>

#include <algorithm>

namespace portico {

/** A computer out of a file: its tools' and files' recorded words. See computers/README.md. */
class RecordedProbe final : public HardwareProbe
{
public:
    explicit RecordedProbe(QJsonObject record)
        : m_record(std::move(record))
        , m_files(m_record.value(QLatin1String("files")).toObject())
        , m_links(m_record.value(QLatin1String("links")).toObject())
    { }

    Os os() const override { return *osFromName(text("os")); }

    SystemFacts facts() const override
    {
        return {.os = os(),
                .osTitle = text("osTitle"),
                .osVersion = text("osVersion"),
                .architecture = *architectureFromName(text("architecture")),
                .memory = {.total = m_record.value(QLatin1String("memory")).toInteger(),
                           .available = 0},
                .libraryDisk = DiskSpace{.total = 1'000'000,
                                         .available = 500'000,
                                         .fileSystem = QStringLiteral("ext4"),
                                         .readOnly = false}};
    }

    Result<ToolAnswer> run(const ToolCall &call, const JobContext &job) const override
    {
        const QJsonObject tools = m_record.value(QLatin1String("tools")).toObject();
        if (!tools.contains(call.name))
            return Error{.code = ErrorCode::NotFound, .message = {}, .nextStep = {}, .detail = {}};
        const QJsonObject tool = tools.value(call.name).toObject();
        while (tool.value(QLatin1String("hangs")).toBool()) {
            if (job.isCancelled())
                return cancelledError();
            QThread::msleep(5);
        }
        return ToolAnswer{.exitCode = tool.value(QLatin1String("exit")).toInt(),
                          .output = lines(tool.value(QLatin1String("output"))),
                          .errors = lines(tool.value(QLatin1String("errors")))};
    }

    QByteArray readFile(const QString &path) const override
    {
        return m_files.contains(path) ? lines(m_files.value(path)) : QByteArray();
    }

    QStringList list(const QString &folder) const override
    {
        const QString start = folder.endsWith(u'/') ? folder : folder + u'/';
        QStringList names;
        for (const QJsonValue &name :
             m_record.value(QLatin1String("folders")).toObject().value(folder).toArray())
            names += name.toString();
        for (const QJsonObject &map : {m_files, m_links}) {
            for (const QString &path : map.keys()) {
                const QString name =
                    path.startsWith(start) ? path.mid(start.size()).section(u'/', 0, 0) : QString();
                if (!name.isEmpty() && !names.contains(name))
                    names += name;
            }
        }
        names.sort();
        return names;
    }

    QString linkTarget(const QString &path) const override
    {
        return m_links.value(path).toString().section(u'/', -1);
    }

    /** Whether a tool of it never answers, so that only a limit ends the question. */
    bool hasHangingTool() const
    {
        const QJsonObject tools = m_record.value(QLatin1String("tools")).toObject();
        return std::any_of(tools.begin(), tools.end(), [](const auto &tool) {
            return tool.toObject().value(QLatin1String("hangs")).toBool();
        });
    }

private:
    QString text(const char *key) const { return m_record.value(QLatin1String(key)).toString(); }

    /** A text, or a list of lines. */
    static QByteArray lines(const QJsonValue &value)
    {
        if (value.isString())
            return value.toString().toUtf8() + '\n';
        QByteArray text;
        for (const QJsonValue &line : value.toArray())
            text += line.toString().toUtf8() + '\n';
        return text;
    }

    const QJsonObject m_record;
    const QJsonObject m_files;
    const QJsonObject m_links;
};

inline QString computersFolder()
{
    return QStringLiteral(PORTICO_SOURCE_DIR "/tests/core/hardware/computers/");
}

inline QJsonObject recordOf(const QString &name)
{
    QFile file(computersFolder() + name + QStringLiteral(".json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

} // namespace portico
