// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/versiondialog.h"

#include "app/dialogs/basechange.h"
#include "app/dialogs/dialogframe.h"
#include "app/models/advice.h"
#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/helplink.h"
#include "app/widgets/keptcolumns.h"
#include "app/widgets/notesview.h"
#include "app/widgets/tabledelegate.h"
#include "app/widgets/wraprow.h"
#include "core/installs/install.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

VersionDialog::VersionDialog(Advice &advice, const Install &install, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_advice(advice)
    , m_current(install.generation() ? install.generation()->comfyVersion : QString())
    , m_canUpdate(!install.isAdopted() && !install.isReadOnly())
    , m_state(makeSentence({}, TextRole::Caption, this))
    , m_table(new QTreeView(this))
    , m_prereleases(new QCheckBox(tr("Also versions for &testing"), this))
    , m_notes(new NotesView(this))
    , m_link(new QPushButton(tr("Read more in the browser"), this))
    , m_needs(makeSentence({}, TextRole::Body, this))
{
    QVBoxLayout *column = frameDialog(this, tr("Versions of ComfyUI"));
    const QString beside = tr("A fresh install at another version can stand beside “%1”; both use "
                              "the same models.")
                               .arg(install.name);
    column->addWidget(makeSentence(m_canUpdate ? tr("What is there now is kept: going back takes a "
                                                    "moment.")
                                           + u' ' + beside
                                               : beside,
                                   TextRole::Body, this));
    buildTable();
    buildLists(column);
    m_needs->setMinimumHeight(m_needs->fontMetrics().lineSpacing() * 3);
    m_needs->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_needs->setAccessibleDescription(tr("What going there needs"));
    column->addWidget(m_needs);
    if (m_canUpdate) {
        auto *base = new BaseChange(m_advice, install, this);
        column->addWidget(base);
        connect(base, &BaseChange::wished, this,
                [this](const UpdateRequest &request, const QString &title) {
                    emit changeRequested(request, title);
                    accept();
                });
    }
    buildButtons(column);
    connect(&m_advice, &Advice::recommendationChanged, this, &VersionDialog::refresh);
    connect(&m_advice, &Advice::catalogueChanged, this, &VersionDialog::showState);
    setMinimumSize(560, 420);
    resize(dialogSize(parent, {860, 600}));
    refresh();
    m_table->setFocus();
    m_advice.begin();
}

/** The versions beside the notes of the chosen one. */
void VersionDialog::buildLists(QVBoxLayout *column)
{
    m_notes->setAccessibleName(tr("What is new"));
    m_notes->setPlaceholderText(tr("Its publisher wrote no notes."));
    setButtonKind(m_link, ButtonKind::Quiet);
    connect(m_link, &QPushButton::clicked, this, [this] {
        if (const ComfyRelease *release = chosen())
            QDesktopServices::openUrl(release->page);
    });
    auto *left = new QVBoxLayout;
    left->setSpacing(space::kSmall);
    left->addWidget(m_table, 1);
    auto *below = new WrapRow;
    below->addWidget(m_prereleases, 1);
    below->addWidget(makeHelpLink(Topic::Track, this));
    left->addLayout(below);
    auto *right = new QVBoxLayout;
    right->setSpacing(space::kSmall);
    right->addWidget(m_notes, 1);
    right->addWidget(m_link, 0, Qt::AlignLeft);
    auto *both = new QHBoxLayout;
    both->setSpacing(space::kMedium);
    both->addLayout(left, 5);
    both->addLayout(right, 6);
    column->addLayout(both, 1);
    column->addWidget(m_state);
    connect(m_prereleases, &QCheckBox::toggled, this, [this](bool isOn) {
        m_model.setPrereleases(isOn ? Prereleases::Shown : Prereleases::Hidden);
        showChosen();
    });
}

void VersionDialog::buildButtons(QVBoxLayout *column)
{
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Update to this version…"));
    m_update = buttons.accept;
    m_update->setVisible(m_canUpdate);
    m_fresh = new QPushButton(tr("&Fresh install at this version…"), this);
    buttons.row->insertWidget(0, m_fresh);
    connect(m_update, &QPushButton::clicked, this, [this] {
        if (const ComfyRelease *release = chosen())
            emit updateRequested(release->tag);
        accept();
    });
    connect(m_fresh, &QPushButton::clicked, this, [this] {
        const ComfyRelease *release = chosen();
        if (!release)
            return;
        const VersionChange change = changeTo(*release, {}, m_advice.suitable());
        emit freshRequested(change.bundle ? change.bundle->id : QString(), release->tag);
        accept();
    });
}

void VersionDialog::buildTable()
{
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new TableDelegate(m_table));
    m_table->setIndentation(0);
    m_table->setAccessibleName(tr("Versions"));
    m_table->setRootIsDecorated(false);
    m_table->setItemsExpandable(false);
    m_table->setAllColumnsShowFocus(true);
    m_table->setUniformRowHeights(true);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(100);
    m_table->header()->setStretchLastSection(true);
    m_table->header()->setSectionsMovable(false);
    fitColumn(m_table->header(), VersionsModel::Version, 11);
    fitColumn(m_table->header(), VersionsModel::Date, 12);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &VersionDialog::showChosen);
}

void VersionDialog::refresh()
{
    const QString before = chosen() ? chosen()->tag : QString();
    m_model.setReleases(m_advice.versions().releases, m_current, QDateTime::currentDateTimeUtc());
    int row = m_model.rowOfTag(before);
    if (row < 0)
        row = qMax(0, m_model.rowOfTag(m_model.stableTag()));
    m_table->setCurrentIndex(m_model.index(row, 0));
    showState();
    showChosen();
}

void VersionDialog::showState()
{
    const VersionList &versions = m_advice.versions();
    const bool isEmpty = versions.releases.isEmpty();
    const auto problem = versions.problem ? versions.problem : m_advice.problem();
    if (m_advice.isAsking())
        m_state->setText(tr("The list is being asked for…"));
    else if (isEmpty && problem)
        m_state->setText(tr("The list of versions could not be fetched. %1 %2")
                             .arg(problem->message, problem->nextStep));
    else if (isEmpty)
        m_state->setText(tr("The list of versions is not here yet."));
    else
        m_state->setText(tr("“Stable” stays behind on purpose: others have met its bugs first. "
                            "List as it was: %1.")
                             .arg(momentWithin(versions.asked)));
}

const ComfyRelease *VersionDialog::chosen() const
{
    return m_model.releaseAt(m_table->currentIndex().row());
}

void VersionDialog::showChosen()
{
    const ComfyRelease *release = chosen();
    m_fresh->setEnabled(release && m_advice.computer());
    m_update->setEnabled(release && release->version != m_current);
    if (!release) {
        m_notes->clear();
        m_link->hide();
        m_needs->clear();
        return;
    }
    m_notes->setNotes(release->notes);
    m_link->setVisible(release->page.scheme() == "https"_L1);
    m_needs->setText(changeTo(*release, m_current, m_advice.suitable()).needs.join(u' '));
}

void VersionDialog::keepTable(SettingsStore &settings)
{
    keepColumns(m_table, settings, settings::kVersionsTable);
}

} // namespace portico::app
