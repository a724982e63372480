// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/packsmodel.h"
#include "core/base/identifiers.h"
#include "core/nodes/changepacks.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;
class QTreeView;
class QVBoxLayout;

namespace portico::app {

struct Context;
class EnvironmentView;
class FoldSection;
class MessageCard;
struct ExtrasOrder;
struct PackOrder;

/**
 * The node packs of an install, what can be done with them, and the packages that they stand on.
 * Reads through Health; every change goes by a plan. What cannot be done now is disabled, with the
 * reason as a sentence.
 */
class NodesTab final : public QWidget
{
    Q_OBJECT

public:
    explicit NodesTab(const Context &context, QWidget *parent = nullptr);

    void setInstall(const InstallId &id);
    /** What its bars, and a few lines of what scrolls, need at a width; in pixels. */
    int leastHeight(int width) const;
    void focusFind();
    /** Opens the dialog that installs packs, at the registry. */
    void askToInstall();
    /** The same with the search filled in; also while nothing can be installed: then the plan says
     *  why. */
    void searchPack(const QString &words);
    /** Looks what a repair would do, and shows it. */
    void repair();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum View { Loading, Table, Empty, Failure };

    // nodestabview.cpp: what it looks like
    void buildBar(QVBoxLayout *column);
    void buildTable();
    QWidget *makeTablePlace();
    QWidget *makeLoading();
    QWidget *makeEmpty();
    QWidget *makeFailure();
    void buildEnvironments(QVBoxLayout *column);

    // nodestab.cpp: what it shows
    void refresh();
    void showPacks();
    void showPackages();
    void updateActs();
    QString obstacle(PackAct act) const;
    QList<PackRow> chosen() const;

    // nodestabacts.cpp: what it does
    void change(PackAct act);
    void askForMissing();
    void install(const PackOrder &order);
    void giveExtras(const ExtrasOrder &order);
    void begin(PackAct act, const QList<PackRow> &rows, const QString &to = {});
    void askForVersion();
    void openMenu(const QPoint &place);
    void addActs(QMenu *menu);
    void addKept(QMenu *menu);
    void addIsolation(QMenu *menu, const QList<PackRow> &rows);
    void openFolder() const;
    void openLayer() const;
    void takeBack(const QString &pack);

    const Context &m_context;
    InstallId m_id;
    PacksModel m_model;
    PacksFilter m_filter;
    QPushButton *m_install = nullptr;
    QPushButton *m_update = nullptr;
    QPushButton *m_toggle = nullptr; ///< disables, or enables
    QPushButton *m_remove = nullptr;
    QPushButton *m_repairAll = nullptr;
    QToolButton *m_more = nullptr;
    QLineEdit *m_find = nullptr;
    QLabel *m_count = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTreeView *m_table = nullptr;
    QPushButton *m_installFirst = nullptr;
    QLabel *m_emptyWords = nullptr;
    MessageCard *m_failure = nullptr;
    QLabel *m_about = nullptr; ///< about the chosen pack, or why nothing can be done
    FoldSection *m_environments = nullptr;
    EnvironmentView *m_environmentView = nullptr;
    QString m_packagesMark{}; ///< what the environments show
    QPushButton *m_repair = nullptr;
};

} // namespace portico::app
