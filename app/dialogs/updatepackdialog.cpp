// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/updatepackdialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/models/packrow.h"
#include "app/style/metrics.h"
#include "core/jobs/jobrunner.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

UpdatePackDialog::UpdatePackDialog(const NodePack &pack, const VersionSource &source,
                                   JobRunner &background, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_version(new QComboBox(this))
    , m_state(makeSentence({}, TextRole::Caption, this))
{
    QVBoxLayout *column = frameDialog(this, tr("Another version of “%1”").arg(pack.title));
    column->addWidget(
        makeSentence(tr("Now it is %1. What changes is shown before anything is done.")
                         .arg(packVersionText(pack)),
                     TextRole::Body, this));
    auto *label = new QLabel(tr("&Version, tag, branch or commit"), this);
    label->setBuddy(m_version);
    m_version->setEditable(true);
    m_version->setAccessibleName(tr("Version, tag, branch or commit"));
    m_version->lineEdit()->setAccessibleName(tr("Version, tag, branch or commit"));
    m_version->lineEdit()->setPlaceholderText(tr("The newest"));
    column->addWidget(label);
    column->addWidget(m_version);
    column->addWidget(m_state);
    column->addStretch(1);
    m_accept = addDialogButtons(this, column, tr("&Show the plan")).accept;
    connect(m_version, &QComboBox::editTextChanged, this, &UpdatePackDialog::refresh);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        const QString to = m_version->currentText().trimmed();
        accept();
        emit chosen(to);
    });
    setMinimumWidth(460);
    if (pack.kind != PackKind::Registry || pack.registryId.isEmpty())
        return;
    m_state->setText(tr("The Comfy Registry is being asked…"));
    background.start<RegistryPack>(
        {.title = tr("Versions of %1").arg(pack.title), .exclusiveKey = {}},
        [source, id = pack.registryId](const JobContext &job) { return source(id, job); }, this,
        [this](const Result<RegistryPack> &found) { fill(found); });
}

void UpdatePackDialog::fill(const Result<RegistryPack> &found)
{
    if (!found) {
        m_state->setText(found.error().message);
        return;
    }
    const QString typed = m_version->currentText();
    const QSignalBlocker quiet(m_version);
    for (const RegistryVersion &version : found->versions)
        m_version->addItem(version.version);
    m_version->setEditText(typed);
    m_state->setText(tr("%n version(s) are listed.", nullptr, int(found->versions.size())));
}

void UpdatePackDialog::refresh()
{
    const bool isOne = !m_version->currentText().trimmed().contains(u' ');
    m_accept->setEnabled(isOne);
    if (!isOne)
        m_state->setText(tr("A version, branch or commit has no spaces."));
}

} // namespace portico::app
