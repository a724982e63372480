// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/buildspanel.h"

#include "app/models/advice.h"
#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/keptcolumns.h"
#include "app/widgets/tabledelegate.h"
#include "app/widgets/wraprow.h"
#include "core/installs/gpupick.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

BuildsPanel::BuildsPanel(Advice &advice, QWidget *parent)
    : AddPanel(parent)
    , m_advice(advice)
    , m_words(new QLineEdit(this))
    , m_fitting(new QCheckBox(tr("Only what &fits"), this))
    , m_again(new QPushButton(tr("&Refresh"), this))
    , m_table(new QTreeView(this))
    , m_state(makeSentence({}, TextRole::Caption, this))
    , m_detail(makeSentence({}, TextRole::Body, this))
    , m_page(new QPushButton(tr("Read more"), this))
{
    m_words->setPlaceholderText(tr("Filter: version, accelerator, name"));
    m_words->setAccessibleName(tr("Filter the builds"));
    m_words->setClearButtonEnabled(true);
    m_again->setToolTip(tr("Ask every source for what is new"));
    auto *top = new WrapRow;
    top->setSpacing(space::kMedium);
    top->addWidget(m_words, 1);
    top->addWidget(m_fitting);
    top->addWidget(m_again);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    column->addWidget(m_state);
    m_detail->setMinimumHeight(m_detail->fontMetrics().lineSpacing() * 2);
    m_detail->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_detail->setAccessibleDescription(tr("About the chosen build"));
    setButtonKind(m_page, ButtonKind::Quiet);
    auto *about = new WrapRow;
    about->setSpacing(space::kMedium);
    about->addWidget(m_detail, 1);
    about->addWidget(m_page, 0, Qt::AlignTop);
    column->addLayout(about);
    connect(m_page, &QPushButton::clicked, this, [this] {
        if (const CatalogueRow *row = chosen())
            QDesktopServices::openUrl(row->entry.page);
    });
    buildTable();
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filter.setWords(words);
        spanGroups();
    });
    connect(m_fitting, &QCheckBox::toggled, this, [this](bool isOn) {
        m_filter.setScope(isOn ? CatalogueScope::Fitting : CatalogueScope::All);
        spanGroups();
    });
    connect(m_again, &QPushButton::clicked, &m_advice, &Advice::askAgain);
    connect(&m_advice, &Advice::catalogueChanged, this, &BuildsPanel::showState);
    connect(&m_advice, &Advice::recommendationChanged, this, &BuildsPanel::refresh);
    refresh();
}

void BuildsPanel::buildTable()
{
    m_filter.setSourceModel(&m_model);
    m_table->setModel(&m_filter);
    m_table->setItemDelegate(new TableDelegate(m_table));
    m_table->setAccessibleName(tr("Builds"));
    m_table->setRootIsDecorated(false);
    m_table->setItemsExpandable(false);
    m_table->setIndentation(0);
    m_table->setAllColumnsShowFocus(true);
    m_table->setUniformRowHeights(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(120);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionsMovable(false);
    const int letters[] = {38, 10, 12, 13, 12, 13, 30};
    for (int column = 0; column < CatalogueModel::ColumnCount; ++column)
        fitColumn(header, column, letters[column]);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &BuildsPanel::showChosen);
    connect(m_table, &QTreeView::doubleClicked, this, [this] {
        if (isComplete())
            emit decided();
    });
}

void BuildsPanel::refresh()
{
    const CatalogueRow *before = chosen();
    if (before && m_wanted.isEmpty())
        m_wanted = before->entry.id;
    m_model.setGroups(catalogueGroups(m_advice));
    spanGroups();
    showState();
    const auto &recommendation = m_advice.recommendation();
    if (m_wanted.isEmpty() && recommendation && recommendation->bundle)
        m_wanted = recommendation->bundle->id;
    choose(m_wanted);
}

void BuildsPanel::choose(const QString &id)
{
    const QModelIndex index = m_filter.mapFromSource(m_model.indexOf(id));
    m_wanted = index.isValid() ? QString() : id;
    if (index.isValid())
        m_table->setCurrentIndex(index);
    showChosen();
}

void BuildsPanel::spanGroups()
{
    m_table->expandAll();
    for (int row = 0; row < m_filter.rowCount(); ++row)
        m_table->setFirstColumnSpanned(row, {}, true);
}

void BuildsPanel::showState()
{
    const auto problem = m_advice.problem();
    m_again->setEnabled(!m_advice.isAsking());
    if (m_advice.isAsking())
        m_state->setText(askingText(m_advice.stillAsked()));
    else if (problem)
        m_state->setText(tr("The list of builds could not be fetched. %1 %2")
                             .arg(problem->message, problem->nextStep));
    else
        m_state->setText(tr("%n build(s). What does not fit this computer is grey.", nullptr,
                            int(m_advice.catalogue().entries.size())));
}

const CatalogueRow *BuildsPanel::chosen() const
{
    return m_model.rowAt(m_filter.mapToSource(m_table->currentIndex()));
}

QString BuildsPanel::trackText(const CatalogueEntry &entry)
{
    switch (entry.track) {
    case TeamTrack::Testing:
    case TeamTrack::Staging:
        return tr("Its team is still trying it (%1).").arg(teamTrackName(entry.track));
    case TeamTrack::Latest:
        return tr("Its team calls it the latest.");
    case TeamTrack::Stable:
        return tr("Its team calls it stable.");
    case TeamTrack::None:
        break;
    }
    return entry.tags.isEmpty() ? QString()
                                : tr("Its team has replaced it (%1).").arg(entry.tags.constLast());
}

void BuildsPanel::showChosen()
{
    const CatalogueRow *row = chosen();
    QStringList words;
    if (row && row->fit)
        words += row->fit->reason;
    if (const QString track = row ? trackText(row->entry) : QString(); !track.isEmpty())
        words += track;
    if (row && !row->entry.hasPublishedHash())
        words += tr("Not verified by its publisher: no SHA-256 of it was published. The one it has "
                    "is computed, shown and remembered.");
    m_page->setVisible(row && row->entry.page.scheme() == "https"_L1);
    m_detail->setText(words.join(u' '));
    emit changed();
}

bool BuildsPanel::isComplete() const
{
    const CatalogueRow *row = chosen();
    const auto &computer = m_advice.computer();
    return row && !row->entry.files.isEmpty()
        && (!computer
            || (row->entry.os == computer->os
                && row->entry.architecture == computer->architecture));
}

QString BuildsPanel::remark() const
{
    const CatalogueRow *row = chosen();
    const bool isUnfit = row && row->fit && row->fit->suitability == Suitability::Not;
    if (isUnfit && isComplete())
        return tr("It does not suit this computer, as far as Portico can see.");
    return isUnfit ? tr("It cannot run on this computer.") : QString();
}

QString BuildsPanel::usualName() const
{
    const CatalogueRow *row = chosen();
    return row ? row->entry.name : tr("The build’s own name");
}

SetUpPlan BuildsPanel::plan(const QString &name) const
{
    InstallEntryRequest request;
    request.entry = chosen()->entry;
    request.name = name;
    request.archiveAfter = ArchiveAfter::Remove;
    if (m_advice.computer())
        request.settings = settingsFor(m_advice.choice(), request.entry.accelerator);
    return {.what = request, .after = AfterSetUp::Show};
}

QWidget *BuildsPanel::firstField() const
{
    return m_table;
}

void BuildsPanel::keepTable(SettingsStore &settings)
{
    keepColumns(m_table, settings, settings::kBuildsTable);
}

} // namespace portico::app
