// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/folderfield.h"

#include "app/style/metrics.h"
#include "app/widgets/wraprow.h"

#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>

namespace portico::app {

FolderField::FolderField(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_edit(new QLineEdit(this))
{
    auto *browse = new QPushButton(tr("Choose…"), this);
    browse->setAccessibleName(tr("Choose: %1").arg(name));
    m_edit->setAccessibleName(name);
    auto *row = new WrapRow(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    row->addWidget(m_edit, 1);
    row->addWidget(browse);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::editingFinished, this, &FolderField::chosen);
    connect(m_edit, &QLineEdit::textChanged, this, &FolderField::edited);
    connect(browse, &QPushButton::clicked, this, &FolderField::ask);
}

QString FolderField::folder() const
{
    return QDir::fromNativeSeparators(m_edit->text().trimmed());
}

void FolderField::setFolder(const QString &folder)
{
    m_edit->setText(QDir::toNativeSeparators(folder));
    m_edit->setCursorPosition(0);
}

void FolderField::setPlaceholder(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void FolderField::ask()
{
    auto *dialog = new QFileDialog(this, m_name, folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        setFolder(folder);
        emit chosen();
    });
    dialog->open();
}

} // namespace portico::app
