// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/vendoring/verifyvendored.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QVBoxLayout;

namespace portico {
class Job;
}

namespace portico::app {

struct Context;
struct KeptLook;
class KeptRow;
class MessageCard;

/** The states that are kept for offline, one row each: comparing, repairing, rebuilding and letting
 *  go of them. Read on a worker whenever it is shown and after each work on them. */
class KeptRows final : public QWidget
{
    Q_OBJECT

public:
    explicit KeptRows(const Context &context, QWidget *parent = nullptr);

    void look();

signals:
    void changed(); ///< the library takes less or more space now

private:
    // keptrows.cpp: what it shows
    void show(const VendoredList &list);
    KeptRow *addRow(const KeptLook &look);
    KeptRow *rowOf(const QString &id) const;
    std::optional<VendoredState> stateOf(const KeptRow &row) const;
    /** A row whose state is worked on; again by itself at the work's end. */
    void setWorking(const QString &id, bool isWorking);

    // keptrowsacts.cpp: what it does
    void check(KeptRow &row);
    void repair(KeptRow &row);
    void found(const QString &id, const Result<VendoredVerdict> &verdict);
    void askToRebuild(const KeptRow &row);
    void rebuild(const VendoredState &state);
    void openMenu(const KeptRow &row, const QPoint &place);
    void askToDrop(const VendoredState &state);
    void chooseExport(const VendoredState &state);
    void chooseImport();
    void importFile(const QString &file);

    static inline const QString kKeptKey =
        QStringLiteral("kept for offline"); ///< one after another

    const Context &m_context;
    VendoredList m_kept{};
    QHash<QString, VendoredVerdict> m_verdicts{}; ///< by the state's id, of what was compared
    QPointer<Job> m_reading{};
    QLabel *m_nothing;
    MessageCard *m_broken;
    QWidget *m_list;
    QVBoxLayout *m_column;
    QList<KeptRow *> m_rows{};
};

} // namespace portico::app
