// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/dialogframe.h"

#include "app/dialogs/dialogfit.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/wraprow.h"

#include <QCoreApplication>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace portico::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::Dialogs)
};

} // namespace

QVBoxLayout *frameDialog(QDialog *dialog, const QString &title)
{
    dialog->setWindowTitle(title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(true);
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(space::kHuge, space::kLarge, space::kHuge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addWidget(makeSentence(title, TextRole::Title, dialog));
    new DialogFit(dialog, column);
    return column;
}

QSize dialogSize(const QWidget *parent, QSize wish)
{
    if (!parent)
        return wish;
    const QSize edge(2 * space::kHuge, 2 * space::kMedium);
    QSize room = parent->window()->size() - edge;
    const double scale = textScale(parent->font());
    if (scale > 1 && parent->screen()) // larger than the window behind before it has to scroll
        room = room.expandedTo(parent->screen()->availableSize() - edge);
    return (wish * scale).boundedTo(room);
}

DialogButtons addDialogButtons(QDialog *dialog, QVBoxLayout *column, const QString &acceptText)
{
    auto *row = new WrapRow;
    row->setSpacing(space::kSmall);
    auto *cancel = new QPushButton(Text::tr("Cancel"), dialog);
    auto *accept = new QPushButton(acceptText, dialog);
    setButtonKind(accept, ButtonKind::Main);
    accept->setDefault(true);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(accept);
    column->addSpacing(space::kTight);
    column->addLayout(row);
    QObject::connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    return {row, cancel, accept};
}

} // namespace portico::app
