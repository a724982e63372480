// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/nodestab.h"

#include "app/context.h"
#include "app/models/health.h"
#include "app/models/sessions.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/environmentview.h"
#include "app/widgets/foldsection.h"
#include "core/installs/installstore.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLeastTable = 100; ///< pixels that the table keeps beside open environments
constexpr int kLeastEnvironments = 90;

} // namespace

NodesTab::NodesTab(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_stack(new QStackedWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildBar(column);
    buildTable();
    m_stack->addWidget(makeLoading());
    m_stack->addWidget(makeTablePlace());
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(makeFailure());
    column->addWidget(m_stack, 1);
    m_about = makeSentence({}, TextRole::Caption, this);
    m_about->setContentsMargins(space::kHuge, space::kSmall, space::kHuge, space::kSmall);
    m_about->setAccessibleDescription(tr("About the chosen node pack"));
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_about);
    buildEnvironments(column);
    connect(&m_context.health, &Health::changed, this, [this](const InstallId &id) {
        if (id == m_id)
            refresh();
    });
    connect(&m_context.sessions, &Sessions::statusChanged, this, [this](const InstallId &id) {
        if (id == m_id)
            updateActs();
    });
}

void NodesTab::setInstall(const InstallId &id)
{
    const bool isOther = id != m_id;
    m_id = id;
    if (isOther) {
        m_find->clear();
        m_model.setRows({});
        m_environments->setOpen(false);
    }
    refresh();
    if (isVisible())
        m_context.health.look(m_id);
}

void NodesTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_context.health.look(m_id);
}

void NodesTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int bars = 3 * controlHeight() + 4 * space::kMedium;
    m_environments->setMostHeight(qMax(kLeastEnvironments, height() - kLeastTable - bars));
}

int NodesTab::leastHeight(int width) const
{
    int height = 0;
    for (int i = 0; i < layout()->count(); ++i) {
        QLayoutItem *item = layout()->itemAt(i);
        if (item->isEmpty())
            continue;
        if (item->widget() == m_environments)
            height += controlHeight() + 2 * space::kSmall
                + (m_environments->isOpen() ? kLeastEnvironments : 0);
        else if (item->widget() == m_stack && m_stack->currentIndex() == Table)
            height += withText(kLeastTable);
        else if (item->widget() == m_stack && m_stack->currentWidget()->layout())
            height += m_stack->currentWidget()->layout()->totalMinimumHeightForWidth(width);
        else
            height += item->hasHeightForWidth() ? item->minimumHeightForWidth(width)
                                                : item->minimumSize().height();
    }
    return height;
}

void NodesTab::refresh()
{
    showPacks();
    showPackages();
    updateActs();
}

void NodesTab::showPacks()
{
    const HealthFacts &facts = m_context.health.of(m_id);
    View view = Loading;
    int worth = 0;
    if (facts.packs && facts.packs->problem) {
        view = Failure;
        m_failure->setError(*facts.packs->problem);
        m_model.setRows({});
    } else if (facts.packs) {
        m_model.setRows(facts.packs->rows);
        view = facts.packs->rows.isEmpty() ? Empty : Table;
        worth =
            int(std::count_if(facts.packs->rows.begin(), facts.packs->rows.end(),
                              [](const PackRow &row) { return needsAttention(row.condition); }));
    }
    m_stack->setCurrentIndex(view);
    updateGeometry(); // each needs its own height
    m_find->setVisible(view == Table);
    QString count = view == Table ? tr("%n node pack(s)", nullptr, m_model.rowCount()) : QString();
    if (worth > 0)
        count = tr("%1 · %n need(s) attention", nullptr, worth).arg(count);
    m_count->setText(count);
}

void NodesTab::showPackages()
{
    const HealthFacts &facts = m_context.health.of(m_id);
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    if (!facts.packages) {
        m_environments->setSummary(IconName::Pending, IconTint::Muted,
                                   tr("The packages are being read…"));
        return;
    }
    const QString mark =
        m_id.toString() + u'\n' + install->name
        + markOf(
            {.packs = {}, .packages = facts.packages, .drift = facts.drift, .isLooking = false});
    if (mark != m_packagesMark)
        m_environmentView->setFacts(*install, *facts.packages, facts.drift);
    m_packagesMark = mark;
    const HealthLine line = healthLine(*facts.packages, install->name);
    m_environments->setSummary(line.icon, line.tint, line.text);
}

QList<PackRow> NodesTab::chosen() const
{
    QList<PackRow> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows += m_model.at(m_filter.mapToSource(index).row());
    return rows;
}

/** Why that cannot be done now, as a sentence; empty: it can. */
QString NodesTab::obstacle(PackAct act) const
{
    const bool onlyTurns = act == PackAct::Enable || act == PackAct::Disable;
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return {};
    if (install->isAdopted() && !onlyTurns)
        return tr("This is a ComfyUI folder of your own: Portico enables and disables its node "
                  "packs and repairs its packages, but adds and removes packs only in installs "
                  "that it made.");
    if (install->isReadOnly())
        return tr("A newer Portico made this install, so this one does not change it.");
    if (isRunning(m_context.sessions.status(m_id).state))
        return tr("“%1” is running. Stop it to change its node packs.").arg(install->name);
    return {};
}

void NodesTab::updateActs()
{
    const QString why = obstacle(PackAct::Install);
    const QString whyNotTurn = obstacle(PackAct::Disable);
    const QList<PackRow> rows = chosen();
    const bool areOff = !rows.isEmpty()
        && std::none_of(rows.begin(), rows.end(),
                        [](const PackRow &row) { return row.pack.isEnabled; });
    const bool needsPackages =
        std::any_of(m_model.rows().begin(), m_model.rows().end(), [](const PackRow &row) {
            return row.condition == PackCondition::NeedsPackages
                || row.condition == PackCondition::ImportFailed;
        });
    m_toggle->setText(areOff ? tr("&Enable") : tr("&Disable"));
    m_install->setEnabled(why.isEmpty());
    m_installFirst->setEnabled(why.isEmpty());
    m_emptyWords->setText(
        why.isEmpty() ? tr("Node packs add nodes to ComfyUI. What would be added is shown before "
                           "anything is installed.")
                      : why);
    m_repairAll->setEnabled(why.isEmpty() && needsPackages);
    for (QPushButton *button : {m_update, m_toggle, m_remove}) {
        const QString &reason = button == m_toggle ? whyNotTurn : why;
        button->setEnabled(reason.isEmpty() && !rows.isEmpty());
        button->setToolTip(reason.isEmpty() && rows.isEmpty() ? tr("Choose a node pack first")
                                                              : reason);
    }
    m_install->setToolTip(why);
    m_repairAll->setToolTip(!why.isEmpty()      ? why
                                : needsPackages ? tr("Installs what node packs lack, by a plan")
                                                : tr("No node pack lacks anything"));
    QString about = rows.size() == 1 ? packSentence(rows.constFirst()) : QString();
    if (rows.size() > 1)
        about = tr("%n node pack(s) are chosen.", nullptr, int(rows.size()));
    if (m_stack->currentIndex() == Table && !why.isEmpty())
        about = about.isEmpty() ? why : about + u'\n' + why;
    m_about->setText(about);
    m_about->setVisible(!about.isEmpty() && m_stack->currentIndex() == Table);
}

void NodesTab::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

/** Delete removes, Enter opens, Down goes from the field into the table, Escape empties it. */
bool NodesTab::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *press = static_cast<QKeyEvent *>(event);
    if (watched == m_find) {
        if (press->key() == Qt::Key_Down && m_filter.rowCount() > 0) {
            if (!m_table->currentIndex().isValid())
                m_table->setCurrentIndex(m_filter.index(0, 0));
            m_table->setFocus(Qt::TabFocusReason);
            return true;
        }
        if (press->key() == Qt::Key_Escape && !m_find->text().isEmpty()) {
            m_find->clear();
            return true;
        }
    } else if (watched == m_table && press->modifiers() == Qt::NoModifier) {
        if (press->key() == Qt::Key_Delete && m_remove->isEnabled()) {
            change(PackAct::Remove);
            return true;
        }
        if (press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter) {
            openFolder();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace portico::app
