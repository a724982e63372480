// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/net/downloader.h"
#include "core/net/networkchain.h"
#include "core/net/qthttpclient.h"
#include "core/process/processrunner.h"
#include "core/python/layer.h"
#include "core/python/uv.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

/** A library's store, the real uv, and tests/support/layerworld.py serving packages on loopback. */
class LayerWorld
{
public:
    LayerWorld();
    ~LayerWorld();

    /** Why nothing can be built here; empty if it can. */
    QString problem() const { return m_problem; }

    QString root() const { return m_folder.path(); }
    QString library() const { return root() + QStringLiteral("/Portico"); }
    QString layers() const { return library() + QStringLiteral("/store/layers"); }
    QString wheels() const { return library() + QStringLiteral("/store/wheels"); }
    QString staging() const { return library() + QStringLiteral("/staging"); }
    QString python() const { return m_python; }
    const portico::Uv &uv() const { return *m_uv; }

    /** "stop beta", "well", "count", ...; returns its answer. */
    QString tell(const QString &words);
    int fetched() { return tell(QStringLiteral("count")).toInt(); }

    portico::Lock lock(const QString &name) const;
    portico::LayerPlan plan(const QString &lockName,
                            const QString &base = QStringLiteral("base")) const;
    portico::LayerBuild build(const portico::LayerPlan &plan) const;
    portico::Result<portico::Layer> make(const QString &lockName,
                                         const portico::JobContext &job = {}) const;

    /** What building must not leave: names in staging. */
    QStringList leftOvers() const;

private:
    QByteArray readLine();

    QTemporaryDir m_folder{QStringLiteral(PORTICO_BIN_DIR)
                           + QStringLiteral("/../tests/layer-XXXXXX")};
    QProcess m_server;
    QString m_problem;
    QString m_python;
    portico::NetworkChain m_network;
    portico::SystemProcessRunner m_processes;
    portico::SystemClock m_clock;
    portico::QtHttpClient m_http{{}};
    std::unique_ptr<portico::Downloader> m_downloader;
    std::unique_ptr<portico::Uv> m_uv;
};
