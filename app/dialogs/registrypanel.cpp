// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/registrypanel.h"

#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/keptcolumns.h"
#include "app/widgets/tabledelegate.h"
#include "app/widgets/wraprow.h"
#include "core/jobs/jobrunner.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

#include <chrono>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kTypingPause{350};
constexpr int kNearEnd = 200; ///< pixels of the list below which the next page is fetched

} // namespace

RegistryPanel::RegistryPanel(RegistrySearch search, JobRunner &background, QWidget *parent)
    : PackPanel(parent)
    , m_search(std::move(search))
    , m_background(background)
    , m_words(new QLineEdit(this))
    , m_again(new QPushButton(tr("&Refresh"), this))
    , m_table(new QTreeView(this))
    , m_state(makeSentence({}, TextRole::Caption, this))
    , m_detail(makeSentence({}, TextRole::Body, this))
    , m_version(new QLineEdit(this))
{
    m_words->setPlaceholderText(tr("Search: what it does, its name, its author"));
    m_words->setAccessibleName(tr("Search the Comfy Registry"));
    m_words->setClearButtonEnabled(true);
    m_again->setToolTip(tr("Ask the registry for what is new"));
    auto *top = new WrapRow;
    top->setSpacing(space::kMedium);
    top->addWidget(m_words, 1);
    top->addWidget(m_again);
    m_detail->setMinimumHeight(m_detail->fontMetrics().lineSpacing() * 2);
    m_detail->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_detail->setAccessibleDescription(tr("About the chosen node pack"));
    m_version->setAccessibleName(tr("Version"));
    m_version->setPlaceholderText(tr("The newest"));
    m_version->setFixedWidth(m_version->fontMetrics().averageCharWidth() * 32);
    auto *versionLabel = new QLabel(tr("&Version"), this);
    versionLabel->setBuddy(m_version);
    auto *bottom = new WrapRow;
    bottom->setSpacing(space::kSmall);
    bottom->addWidget(m_state, 1);
    bottom->addWidget(versionLabel);
    bottom->addWidget(m_version);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    column->addWidget(m_detail);
    column->addLayout(bottom);
    buildTable();
    m_typed.setSingleShot(true);
    m_typed.setInterval(kTypingPause);
    connect(m_words, &QLineEdit::textChanged, &m_typed, qOverload<>(&QTimer::start));
    connect(&m_typed, &QTimer::timeout, this, [this] { ask(1, Asking::IfOld); });
    connect(m_again, &QPushButton::clicked, this, [this] { ask(1, Asking::Always); });
    connect(m_version, &QLineEdit::textChanged, this, &PackPanel::changed);
    showState();
}

void RegistryPanel::buildTable()
{
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new TableDelegate(m_table));
    m_table->setAccessibleName(tr("Node packs of the registry"));
    m_table->setRootIsDecorated(false);
    m_table->setAllColumnsShowFocus(true);
    m_table->setUniformRowHeights(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(120);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(RegistryModel::Description, QHeaderView::Stretch);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionsMovable(false);
    const int letters[] = {30, 18, 13};
    for (int column = 0; column < RegistryModel::Description; ++column)
        fitColumn(header, column, letters[column]);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RegistryPanel::showChosen);
    connect(m_table, &QTreeView::doubleClicked, this, [this] {
        if (isComplete())
            emit decided();
    });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &RegistryPanel::askForMore);
}

void RegistryPanel::setInstalled(const QStringList &registryIds)
{
    m_model.setInstalled(registryIds);
}

void RegistryPanel::begin()
{
    if (m_hasBegun)
        return;
    m_hasBegun = true;
    ask(1, Asking::Never);
}

void RegistryPanel::setWords(const QString &words)
{
    m_words->setText(words);
}

void RegistryPanel::ask(int page, Asking asking)
{
    m_typed.stop();
    m_isAsking = true;
    const int turn = ++m_turn;
    m_background.start<RegistryPage>(
        {.title = tr("Search the Comfy Registry"), .exclusiveKey = {}},
        [search = m_search, words = m_words->text().simplified(), page,
         asking](const JobContext &job) { return search(words, page, asking, job); },
        this,
        [this, page, asking, turn](const Result<RegistryPage> &found) {
            take(found, page, asking, turn);
        });
    showState();
}

/** What is kept is shown at once; what is new is asked for behind it. */
void RegistryPanel::take(const Result<RegistryPage> &found, int page, Asking asking, int turn)
{
    if (turn != m_turn)
        return;
    m_isAsking = false;
    m_problem.reset();
    if (found && page > 1) {
        m_page = *found;
        m_model.addNodes(found->nodes);
    } else if (found) {
        m_page = *found;
        m_model.setNodes(found->nodes);
        m_table->scrollToTop();
        if (m_model.rowCount() > 0)
            m_table->setCurrentIndex(m_model.index(0, 0));
    } else if (asking != Asking::Never) {
        m_problem = found.error();
        if (page == 1)
            m_model.setNodes({});
    }
    if (asking == Asking::Never) {
        ask(1, Asking::IfOld);
        return;
    }
    showState();
    showChosen();
}

void RegistryPanel::askForMore()
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    const bool isNearEnd = bar->maximum() - bar->value() < kNearEnd;
    if (isNearEnd && !m_isAsking && !m_problem && m_page.page < m_page.pages)
        ask(m_page.page + 1, Asking::IfOld);
}

void RegistryPanel::showState()
{
    QString text;
    const RegistryFreshness &freshness = m_page.freshness;
    if (m_problem)
        text = m_problem->message + u' ' + m_problem->nextStep;
    else if (m_isAsking && m_model.rowCount() == 0)
        text = tr("The Comfy Registry is being asked…");
    else if (m_model.rowCount() == 0)
        text = tr("Nothing in the registry has these words.");
    else if (freshness.isKept && freshness.problem)
        text = tr("%n node pack(s), as it was: %1. The registry cannot be reached now.",
                  "%1 is a moment", m_page.total)
                   .arg(momentWithin(freshness.asked));
    else
        text = tr("%n node pack(s)", nullptr, m_page.total);
    m_state->setText(text);
    m_state->setAccessibleName(text);
    m_again->setEnabled(!m_isAsking);
}

QList<RegistryNode> RegistryPanel::chosen() const
{
    QList<RegistryNode> nodes;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        nodes += m_model.at(index.row());
    return nodes;
}

void RegistryPanel::showChosen()
{
    const QList<RegistryNode> nodes = chosen();
    QString words;
    if (nodes.size() == 1) {
        const RegistryNode &node = nodes.constFirst();
        words = node.description.simplified();
        const QString newest = node.latest ? node.latest->version : QString();
        m_version->setPlaceholderText(newest.isEmpty() ? tr("The newest")
                                                       : tr("The newest: %1").arg(newest));
    } else if (nodes.size() > 1) {
        words = tr("%n node pack(s) are chosen.", nullptr, int(nodes.size()));
    }
    m_version->setEnabled(nodes.size() == 1);
    m_detail->setText(
        fontMetrics().elidedText(words, Qt::ElideRight, qMax(200, width()) * 19 / 10));
    m_detail->setToolTip(words);
    emit changed();
}

bool RegistryPanel::isComplete() const
{
    const QList<RegistryNode> nodes = chosen();
    return !nodes.isEmpty() && remark().isEmpty();
}

QString RegistryPanel::remark() const
{
    for (const RegistryNode &node : chosen()) {
        if (m_model.isInstalled(node.id))
            return tr("“%1” is installed already.").arg(node.name.isEmpty() ? node.id : node.name);
    }
    const QString version = m_version->text().trimmed();
    if (m_version->isEnabled() && !version.isEmpty() && !isRegistryVersion(version))
        return tr("“%1” is no version.").arg(version);
    return {};
}

PackOrder RegistryPanel::order() const
{
    PackOrder order;
    for (const RegistryNode &node : chosen())
        order.sources += {.kind = PackSource::Kind::Registry,
                          .place = node.id,
                          .ref = m_version->isEnabled() ? m_version->text().trimmed() : QString(),
                          .name = {}};
    return order;
}

QWidget *RegistryPanel::firstField() const
{
    return m_words;
}

void RegistryPanel::keepTable(SettingsStore &settings)
{
    keepColumns(m_table, settings, settings::kRegistryTable);
}

} // namespace portico::app
