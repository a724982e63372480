// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/packplacepanel.h"

#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/wraprow.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

PackPlacePanel::PackPlacePanel(Kind kind, QWidget *parent)
    : PackPanel(parent)
    , m_kind(kind)
    , m_words(makeSentence({}, TextRole::Body, this))
    , m_place(new QLineEdit(this))
    , m_refLabel(new QLabel(tr("&Version, branch or commit, if not the newest"), this))
    , m_ref(new QLineEdit(this))
    , m_file(new QPushButton(tr("Choose a &file…"), this))
    , m_folder(new QPushButton(tr("Choose a f&older…"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(m_words);
    column->addWidget(m_place);
    auto *buttons = new WrapRow;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(m_folder);
    buttons->addWidget(m_file);
    buttons->addStretch(1);
    column->addLayout(buttons);
    m_refLabel->setBuddy(m_ref);
    m_ref->setAccessibleName(tr("Version, branch or commit"));
    auto *pair = new QVBoxLayout;
    pair->setSpacing(space::kTight);
    pair->addWidget(m_refLabel);
    pair->addWidget(m_ref);
    column->addLayout(pair);
    column->addStretch(1);
    m_folder->setIcon(makeIcon(IconName::Folder));
    m_file->setIcon(makeIcon(IconName::File));
    for (QLineEdit *edit : {m_place, m_ref})
        connect(edit, &QLineEdit::textChanged, this, &PackPanel::changed);
    connect(m_file, &QPushButton::clicked, this, &PackPlacePanel::browseFile);
    connect(m_folder, &QPushButton::clicked, this, &PackPlacePanel::browseFolder);
    describe();
}

void PackPlacePanel::describe()
{
    const bool isAddress = m_kind == Kind::Address;
    m_ref->setVisible(isAddress);
    m_refLabel->setVisible(isAddress);
    m_file->setVisible(!isAddress);
    m_folder->setVisible(m_kind == Kind::Place);
    switch (m_kind) {
    case Kind::Address:
        m_words->setText(tr("A git repository. Its files are fetched; nothing of it is run while "
                            "that happens."));
        m_place->setPlaceholderText(u"https://github.com/…"_s);
        m_place->setAccessibleName(tr("Git address"));
        break;
    case Kind::Place:
        m_words->setText(tr("A node pack on this computer: its folder, a zip of it, or a single "
                            "Python file. It is copied; the original stays where it is."));
        m_place->setPlaceholderText(tr("Path of the folder or file"));
        m_place->setAccessibleName(tr("Path of the folder or file"));
        break;
    case Kind::List:
        m_words->setText(tr("A repos.json: a list of git addresses. All of them are planned and "
                            "installed together."));
        m_place->setPlaceholderText(tr("Path of the list"));
        m_place->setAccessibleName(tr("Path of the list"));
        break;
    }
}

void PackPlacePanel::setPlace(const QString &place)
{
    m_place->setText(place);
}

QString PackPlacePanel::place() const
{
    return m_place->text().trimmed();
}

bool PackPlacePanel::isComplete() const
{
    return !place().isEmpty() && remark().isEmpty();
}

QString PackPlacePanel::remark() const
{
    if (place().isEmpty())
        return {};
    if (m_kind == Kind::List && !place().endsWith(".json"_L1, Qt::CaseInsensitive))
        return tr("A list is a file that ends in .json.");
    if (m_ref->text().trimmed().contains(u' '))
        return tr("A version, branch or commit has no spaces.");
    return {};
}

PackOrder PackPlacePanel::order() const
{
    QString typed = place();
    const QString ref = m_ref->text().trimmed();
    if (m_kind == Kind::Address && !ref.isEmpty())
        typed += u'@' + ref;
    return {.sources = {}, .typed = typed};
}

QWidget *PackPlacePanel::firstField() const
{
    return m_place;
}

void PackPlacePanel::browseFile()
{
    auto *dialog = new QFileDialog(this, m_file->text().remove(u'&'));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        m_kind == Kind::List ? QStringList{tr("Lists (*.json)"), tr("All files (*)")}
                             : QStringList{tr("Node packs (*.zip *.7z *.tar *.tar.gz *.tgz *.py)"),
                                           tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, m_place, &QLineEdit::setText);
    dialog->open();
}

void PackPlacePanel::browseFolder()
{
    auto *dialog = new QFileDialog(this, m_folder->text().remove(u'&'));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_place, &QLineEdit::setText);
    dialog->open();
}

} // namespace portico::app
