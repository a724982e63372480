// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/extraspanel.h"

#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/wraprow.h"
#include "core/base/lists.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** "ultralytics, timm, …": a requirement's own name. */
QString namesOf(const ExtrasProfile &profile)
{
    static const QRegularExpression rest(u"[ <>=!~;\\[].*$"_s);
    QStringList names;
    for (const QString &package : profile.packages)
        names += QString(package).remove(rest);
    return listed(names);
}

/** Under the words of a radio button, not under its dot. */
QWidget *indented(QWidget *content, QWidget *parent)
{
    auto *place = new QWidget(parent);
    auto *row = new QHBoxLayout(place);
    row->setContentsMargins(space::kLarge + space::kSmall, 0, 0, 0);
    row->addWidget(content);
    return place;
}

} // namespace

ExtrasPanel::ExtrasPanel(Present present, QWidget *parent)
    : PackPanel(parent)
    , m_ready(new QRadioButton(this))
    , m_own(new QRadioButton(tr("A set of &your own"), this))
    , m_none(new QRadioButton(tr("&None any more"), this))
    , m_ownPlace(new QWidget(this))
    , m_file(new QLineEdit(this))
    , m_browse(new QPushButton(tr("Choose a &file…"), this))
    , m_builds(new QCheckBox(tr("&Build what has no ready build; that runs its authors’ own code"),
                             this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(makeSentence(
        tr("Packages that many node packs use without asking for them, on this install’s own "
           "torch. What cannot be had for this computer is left out, and the plan says why."),
        TextRole::Body, this));
    const ExtrasProfile ready = readyExtras();
    m_ready->setText(tr("The &ready set of %n package(s)", nullptr, int(ready.packages.size())));
    m_ready->setChecked(true);
    column->addWidget(m_ready);
    column->addWidget(indented(makeSentence(namesOf(ready), TextRole::Caption, this), this));
    column->addWidget(m_own);
    buildOwn();
    column->addWidget(indented(m_ownPlace, this));
    column->addWidget(m_none);
    column->addSpacing(space::kSmall);
    column->addWidget(m_builds);
    column->addStretch(1);
    m_none->setVisible(present == Present::Yes);
    for (QRadioButton *button : {m_ready, m_own, m_none})
        connect(button, &QRadioButton::toggled, this, &ExtrasPanel::refresh);
    connect(m_file, &QLineEdit::textChanged, this, &PackPanel::changed);
    connect(m_browse, &QPushButton::clicked, this, &ExtrasPanel::browse);
    refresh();
}

void ExtrasPanel::buildOwn()
{
    auto *row = new WrapRow(m_ownPlace);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    m_file->setPlaceholderText(tr("A JSON file with packages, strip, files"));
    m_file->setAccessibleName(tr("File of your own set"));
    m_browse->setIcon(makeIcon(IconName::File));
    row->addWidget(m_file, 1);
    row->addWidget(m_browse);
}

void ExtrasPanel::refresh()
{
    m_ownPlace->setEnabled(m_own->isChecked());
    m_builds->setEnabled(!m_none->isChecked());
    emit changed();
}

QString ExtrasPanel::file() const
{
    return m_file->text().trimmed();
}

bool ExtrasPanel::isComplete() const
{
    return !m_own->isChecked() || (!file().isEmpty() && remark().isEmpty());
}

QString ExtrasPanel::remark() const
{
    if (!m_own->isChecked() || file().isEmpty() || file().endsWith(".json"_L1, Qt::CaseInsensitive))
        return {};
    return tr("A set is a file that ends in .json.");
}

PackOrder ExtrasPanel::order() const
{
    ExtrasOrder extras{.profile = m_ready->isChecked() ? readyExtras() : ExtrasProfile(),
                       .file = m_own->isChecked() ? file() : QString(),
                       .sourceBuilds = m_builds->isChecked() && m_builds->isEnabled()
                           ? SourceBuilds::Allow
                           : SourceBuilds::Refuse};
    return {.sources = {}, .typed = {}, .extras = extras};
}

QWidget *ExtrasPanel::firstField() const
{
    return m_ready;
}

void ExtrasPanel::browse()
{
    auto *dialog = new QFileDialog(this, m_browse->text().remove(u'&'));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Sets of packages (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

} // namespace portico::app
