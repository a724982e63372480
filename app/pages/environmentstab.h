// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/envlook.h"
#include "app/pages/page.h"
#include "core/base/error.h"
#include "core/base/identifiers.h"

class QMenu;
class QPushButton;

namespace portico::app {

struct Context;
class Card;
class EnvironmentRow;
class MessageCard;

/**
 * The isolated environments of an install, what packs wish for beside them, and those that nobody
 * uses any more. Reads through Environments; all work is a job. What cannot be done now is
 * disabled, with the reason as a sentence.
 */
class EnvironmentsTab final : public Page
{
    Q_OBJECT

public:
    explicit EnvironmentsTab(const Context &context, QWidget *parent = nullptr);

    void setInstall(const InstallId &id);

signals:
    void failed(const portico::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    // environmentstab.cpp: what it shows
    void buildHead();
    void buildStates();
    void buildUnused();
    void refresh();
    void showHead(const EnvFacts &facts);
    void showRows(const EnvFacts &facts);
    void showRefusal(const EnvFacts &facts);
    void showWishes(const EnvFacts &facts);
    void showUnused(const EnvFacts &facts);
    void addUnusedRow(const UnusedEnv &unused);
    EnvironmentRow *addRow();
    QString obstacle() const;

    // environmentstabacts.cpp: what it does
    void work(const QString &name, EnvAct act);
    void askToRemove(const EnvHealth &health);
    void askToRemoveUnused();
    void askToRemoveUnsure(const UnusedEnv &unused);
    static QList<UnusedEnv> unusedOf(const EnvFacts &facts);
    void showLog(const EnvHealth &health);
    void openTerminal(const EnvHealth &health);
    void installWanted(const PackWishes &wishes);
    void runInTerminal(const QString &command);
    void openMenu(const QString &name, const EnvLook &look, const QPoint &place);
    void addActs(QMenu *menu, const EnvHealth &health, const EnvLook &look);
    std::optional<EnvHealth> healthOf(const QString &name) const;

    const Context &m_context;
    InstallId m_id;
    QLabel *m_icon = nullptr;
    QLabel *m_summary = nullptr;
    QPushButton *m_repairAll = nullptr;
    QLabel *m_home = nullptr;
    QLabel *m_loading = nullptr;
    QWidget *m_empty = nullptr;
    MessageCard *m_failure = nullptr;
    MessageCard *m_refusal = nullptr;
    Card *m_rowsCard = nullptr;
    QList<EnvironmentRow *> m_rows;
    QWidget *m_wishes = nullptr;
    QString m_wishesMark; ///< what the wishes show
    QWidget *m_unused = nullptr;
    QVBoxLayout *m_unusedRows = nullptr;
    QList<UnusedEnv> m_shownUnused{};
    QPushButton *m_removeUnused = nullptr;
};

} // namespace portico::app
