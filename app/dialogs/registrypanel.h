// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/dialogs/packpanel.h"
#include "app/models/registrymodel.h"
#include "core/nodes/registryclient.h"

#include <QTimer>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace portico {
class JobRunner;
class SettingsStore;
} // namespace portico

namespace portico::app {

/** One page of the registry: of the whole list without words. Runs on a worker. */
using RegistrySearch = std::function<Result<RegistryPage>(const QString &words, int page,
                                                          Asking asking, const JobContext &job)>;

/** The Comfy Registry to search in: what is kept at once, then what is new; further pages as one
 *  scrolls. Without a network it shows what is kept, and how old that is. */
class RegistryPanel final : public PackPanel
{
    Q_OBJECT

public:
    RegistryPanel(RegistrySearch search, JobRunner &background, QWidget *parent);

    /** Its columns are as they were made last time; once, before it is shown. */
    void keepTable(SettingsStore &settings);

    void setInstalled(const QStringList &registryIds);
    /** Searches for the first time. */
    void begin();
    /** Searches for these, as if they were typed. */
    void setWords(const QString &words);

    bool isComplete() const override;
    QString remark() const override;
    PackOrder order() const override;
    QWidget *firstField() const override;

private:
    void buildTable();
    void ask(int page, Asking asking);
    void take(const Result<RegistryPage> &found, int page, Asking asking, int turn);
    void askForMore();
    void showState();
    void showChosen();
    QList<RegistryNode> chosen() const;

    const RegistrySearch m_search;
    JobRunner &m_background;
    RegistryModel m_model;
    QLineEdit *m_words;
    QPushButton *m_again;
    QTreeView *m_table;
    QLabel *m_state;
    QLabel *m_detail;
    QLineEdit *m_version;
    QTimer m_typed;        ///< until the person stops typing
    RegistryPage m_page{}; ///< the last one that came
    std::optional<Error> m_problem{};
    bool m_isAsking = false;
    bool m_hasBegun = false;
    int m_turn = 0; ///< answers to earlier words are not shown
};

} // namespace portico::app
