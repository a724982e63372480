// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/networkchain.h"
#include "core/nodes/changeparts.h"
#include "core/nodes/isolationmark.h"

#include <functional>
#include <optional>

namespace portico {

/** Fills in the steps of a change, act by act. Private to core/nodes. */
class Preparation
{
public:
    Preparation(const NodeServices &services, ChangeParts &parts, QList<NodePack> packs,
                const JobContext &job);

    Result<> run();
    /** Isolates one more, which may come with the change. */
    Result<> isolateToo(const QString &name);

private:
    Result<> each(const std::function<Result<>(const QString &)> &prepare);
    Result<> installAll();
    Result<> update(const QString &name);
    Result<> restore(const QString &name);
    Result<> turn(const QString &name);
    Result<> remove(const QString &name);
    Result<> runScript(const QString &name);
    Result<> isolate(const QString &name);
    Result<> rejoin(const QString &name);
    Result<> match();
    Result<> matchOne(const RecordedPack &wanted);
    Result<> turnTo(const NodePack &pack, const RecordedPack &wanted);
    Result<> letGo(const NodePack &pack);
    Result<> bringBack(const RecordedPack &wanted, const NodePack *now);
    Result<ObtainedPack> obtainRecorded(const RecordedPack &wanted, const NodePack *now);
    Result<std::optional<ObtainedPack>> obtainFromHere(const RecordedPack &wanted,
                                                       const NodePack *now);
    Result<std::optional<ObtainedPack>> copyOf(const RecordedPack &wanted, const NodePack &pack);
    Result<std::optional<ObtainedPack>> checkOutFrom(const RecordedPack &wanted,
                                                     const NodePack &pack);
    const NodePack *there(const QString &name) const;
    Result<ObtainedPack> obtain(const PackSource &source, GitHistory history);
    Result<QString> stagingFolder();
    Result<> checkName(const QString &name) const;
    void remarkTwin(const PackStep &step);
    bool isDone(const QString &pack) const;
    void add(PackStep step);
    Result<> refuseIsolated(const NodePack &pack, const QString &message) const;
    Result<> wrap(PackStep &step, const IsolationMark &mark, const QStringList &scriptNeeds);
    Result<> wrapObtained(PackStep &step, const IsolationMark &mark,
                          const QStringList &scriptNeeds);
    Result<> wrapUpdate(PackStep &step);
    const PackRecord *record(const QString &pack) const { return m_parts.records.find(pack); }

    const NodeServices &m_services;
    ChangeParts &m_parts;
    const QList<NodePack> m_packs;
    const JobContext &m_job;
    std::optional<NetworkChain> m_network{};
    int m_number = 0;
};

} // namespace portico
