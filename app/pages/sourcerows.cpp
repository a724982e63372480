// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/sourcerows.h"

#include "app/context.h"
#include "app/models/advice.h"
#include "app/services.h"
#include "app/style/metrics.h"
#include "app/widgets/settingrow.h"
#include "core/jobs/jobrunner.h"
#include "core/settings/settingsstore.h"

#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

SourceRows::SourceRows(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_list(new QVBoxLayout)
    , m_address(new QLineEdit(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(makeSentence(
        tr("Builds come from ComfyUI's own releases, and from the lists below besides."),
        TextRole::Body, this));
    m_list->setSpacing(space::kSmall);
    column->addLayout(m_list);
    m_address->setPlaceholderText(tr("Address or file of a team's list, or owner/name on GitHub"));
    m_newRow = new SettingRow(tr("&One more list"), m_address, this);
    QPushButton *choose = m_newRow->addButton(tr("Choose…"), tr("Choose a team's list"));
    m_add = m_newRow->addButton(tr("Add"), tr("Add the list"));
    column->addWidget(m_newRow);
    connect(choose, &QPushButton::clicked, this, &SourceRows::chooseFile);
    connect(m_add, &QPushButton::clicked, this, &SourceRows::add);
    connect(m_address, &QLineEdit::returnPressed, this, &SourceRows::add);
    connect(&m_context.settings, &SettingsStore::changed, this, &SourceRows::showSources);
    showSources();
}

void SourceRows::showSources()
{
    const QList<OwnSource> sources = ownSources(catalogueOptions(m_context.settings));
    if (sources == m_shown)
        return;
    m_shown = sources;
    while (QLayoutItem *item = m_list->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const OwnSource &source : sources)
        addRow(source);
}

void SourceRows::addRow(const OwnSource &source)
{
    auto *row = new SettingRow(source.kind == OwnSource::Kind::Anymatix
                                   ? tr("%1 on GitHub").arg(source.address)
                                   : QDir::toNativeSeparators(source.address),
                               nullptr, this);
    QPushButton *test = row->addButton(tr("Test"), tr("Test: %1").arg(source.address));
    QPushButton *remove = row->addButton(tr("Remove"), tr("Remove: %1").arg(source.address));
    remove->setToolTip(tr("What was installed from it stays"));
    m_list->addWidget(row);
    connect(test, &QPushButton::clicked, this,
            [this, source, row, test] { this->test(source, row, test); });
    connect(remove, &QPushButton::clicked, this, [this, source] {
        m_address->setFocus(); // the button that was pressed goes away
        if (dropSource(m_context.settings, source))
            askEverybody();
    });
}

void SourceRows::test(const OwnSource &source, SettingRow *row, QPushButton *button)
{
    button->setEnabled(false);
    row->showBusy(tr("Asking it…"));
    m_context.background.start<SourceAnswer>(
        {.title = button->accessibleName(), .exclusiveKey = {}},
        [services = m_context.services.catalogue(), source](const JobContext &job) {
            return askSource(services, source, job);
        },
        row,
        [row, button](const Result<SourceAnswer> &answer) {
            button->setEnabled(true);
            if (answer)
                row->showSuccess(tr("It answers, with %n build(s).", nullptr,
                                    static_cast<int>(answer->entries.size())));
            else
                row->showFailure(answer.error());
        });
}

void SourceRows::add()
{
    if (m_address->text().trimmed().isEmpty() || !m_add->isEnabled())
        return;
    const OwnSource source = ownSourceFrom(m_address->text());
    m_add->setEnabled(false);
    m_newRow->showBusy(tr("Asking it…"));
    m_context.background.start<SourceAnswer>(
        {.title = tr("Add a list of builds"), .exclusiveKey = {}},
        [services = m_context.services.catalogue(), source](const JobContext &job) {
            return askSource(services, source, job);
        },
        this,
        [this, source](const Result<SourceAnswer> &answer) {
            m_add->setEnabled(true);
            if (!answer)
                return m_newRow->showFailure(answer.error());
            keepSource(m_context.settings, source);
            m_address->clear();
            m_newRow->showSuccess(
                tr("Added %1, with %n build(s).", nullptr, static_cast<int>(answer->entries.size()))
                    .arg(source.address));
            askEverybody();
        });
}

void SourceRows::askEverybody()
{
    if (!m_context.advice.catalogue().sources.isEmpty())
        m_context.advice.askAgain(); // else whoever wants to see it asks
}

void SourceRows::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("A team's list"), QDir::homePath(),
                                   tr("Lists of builds (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SourceRows::addSource);
    dialog->open();
}

void SourceRows::addSource(const QString &address)
{
    m_address->setText(QDir::toNativeSeparators(address));
    m_address->setFocus();
    add();
}

} // namespace portico::app
