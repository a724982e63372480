// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/pages/page.h"
#include "core/base/identifiers.h"
#include "core/snapshots/history.h"

#include <QFileSystemWatcher>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <optional>

class QPushButton;

namespace portico {
class Job;
}

namespace portico::app {

struct Context;
class Card;
class HistoryRow;
class MessageCard;

/**
 * What became of an install, step by step, and the way back to each of its states. Read on a worker
 * when the tab is opened, and again when a snapshot comes or goes. What cannot be done now is
 * disabled, with the reason as a sentence.
 */
class HistoryTab final : public Page
{
    Q_OBJECT

public:
    explicit HistoryTab(const Context &context, QWidget *parent = nullptr);
    ~HistoryTab() override;

    void setInstall(const InstallId &id);
    /** Shows this one from now on and reads nothing: for pictures and tests. */
    void tell(const History &history);
    /** Plans that the install becomes as that snapshot says, and shows the plan. */
    void importFile(const QString &file);

signals:
    void failed(const portico::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    // historytab.cpp: what it shows
    void buildHead();
    void buildStates();
    void look();
    void show(const Result<History> &history);
    void refresh();
    HistoryRow *addRow();
    QString obstacle() const;

    // historytabacts.cpp: what it does
    void askForSnapshot();
    void goBack(const HistoryRow &row);
    void chooseImport();
    void openMenu(const HistoryRow &row, const QPoint &place);
    void editNote(const Snapshot &snapshot);
    void chooseExport(const Snapshot &snapshot, bool isForManager);
    void askToForget(const Snapshot &snapshot);
    void keepForOffline(const QString &snapshot);
    void change(const QString &title, const std::function<Result<>(const JobContext &)> &work);
    std::optional<Snapshot> snapshotOf(const HistoryRow &row) const;

    const Context &m_context;
    InstallId m_id;
    std::optional<History> m_history{};
    std::optional<Error> m_problem{};
    bool m_wasTold = false;
    bool m_isStale = false;
    QPointer<Job> m_reading{};
    QFileSystemWatcher m_watcher;
    QTimer m_soon; ///< several changes at once are one
    QPushButton *m_take = nullptr;
    QPushButton *m_import = nullptr;
    QPushButton *m_keep = nullptr;
    QLabel *m_loading = nullptr;
    QWidget *m_empty = nullptr;
    MessageCard *m_failure = nullptr;
    MessageCard *m_broken = nullptr;
    Card *m_card = nullptr;
    QList<HistoryRow *> m_rows{};
};

} // namespace portico::app
