// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/installs/addbundle.h"
#include "core/installs/removeinstall.h"
#include "core/net/downloader.h"
#include "core/net/qthttpclient.h"
#include "core/platform/host.h"
#include "core/process/processrunner.h"

#include <QTemporaryDir>

#include <memory>

namespace portico {

/** This computer, with a recycle bin that is a folder, or that is not there. */
class TestHost final : public Host
{
public:
    Os os() const override { return m_real->os(); }
    Architecture architecture() const override { return m_real->architecture(); }
    Result<DiskSpace> diskSpace(const QString &path) const override
    {
        return m_real->diskSpace(path);
    }
    MemorySize memory() const override { return m_real->memory(); }
    Result<QString> moveToTrash(const QString &path) const override
    {
        if (trash.isEmpty())
            return Error{.code = ErrorCode::Unsupported,
                         .message = QStringLiteral("There is no recycle bin."),
                         .nextStep = {},
                         .detail = {}};
        const QString target = trash + u'/' + QFileInfo(path).fileName();
        QDir().mkpath(trash);
        if (!QDir().rename(path, target))
            return Error{.code = ErrorCode::Io, .message = path, .nextStep = {}, .detail = {}};
        return target;
    }
    std::optional<ProcessName> listenerOn(quint16 port) const override
    {
        return m_real->listenerOn(port);
    }
    Result<QString> runtimeFolder() const override { return m_real->runtimeFolder(); }
    QString bootId() const override { return m_real->bootId(); }
    std::optional<qint64> processStartTime(qint64 pid) const override
    {
        return m_real->processStartTime(pid);
    }

    QString trash;

private:
    std::unique_ptr<Host> m_real = makeHost();
};

/** A library of its own with everything that adding and removing need. */
struct Fixture
{
    QTemporaryDir folder{QStringLiteral(PORTICO_BIN_DIR) + QStringLiteral("/../tests/lib-XXXXXX")};
    Library library{folder.path() + QStringLiteral("/Portico")};
    TestHost host;
    SystemProcessRunner processes;
    SystemClock clock;
    QtHttpClient http{{}};
    Downloader downloader{http, clock, library.downloads()};

    AddServices add() const { return {library, downloader, processes, host, clock}; }
    RemoveServices remove() const { return {library, host, clock}; }

    /** What adding and removing must not leave: names in staging, journal and removing. */
    QStringList leftOvers() const
    {
        QStringList left;
        for (const QString &place : {library.staging(), library.journal(), library.removing()})
            left += QDir(place).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
        return left;
    }
};

} // namespace portico
