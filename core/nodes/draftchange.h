// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/changeparts.h"
#include "core/nodes/packtransaction.h"

namespace portico {

/**
 * Makes the moves and records of a change out of its steps, which then name where their packs will
 * lie. Writes nothing but patches of changes made by hand. Private to core/nodes.
 */
class Drafting
{
public:
    Drafting(const NodeServices &services, ChangeParts &parts, const JobContext &job);

    Result<PackTransaction> draft();
    QStringList keptFolders() const { return m_keptFolders; }

private:
    Result<> draftStep(PackStep &step);
    Result<> draftIsolation(PackStep &step);
    Result<> draftRejoining(PackStep &step);
    Result<> putAside(const PackStep &step);
    Result<> keepList(const ObtainedPack &pack) const;
    Result<> recordFresh(const PackStep &step);
    void matchRecords();
    bool isTouched(const PackStep &step, const PackRecord *known) const;
    Result<QString> stash(const PackStep &step, const QString &keptFolder);
    void move(const QString &from, const QString &to, bool isFresh);
    Result<QString> placeFor(const NodePack &pack) const;
    QString unusedKept(const QString &pack) const;
    bool isFree(const QString &path) const;

    const Library &m_library;
    ChangeParts &m_parts;
    const JobContext &m_job;
    const QString m_customNodes;
    const QDateTime m_now;
    PackTransaction m_transaction{};
    QStringList m_keptFolders{};
};

} // namespace portico
