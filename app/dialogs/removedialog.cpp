// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/removedialog.h"

#include "app/context.h"
#include "app/dialogs/dialogframe.h"
#include "app/models/texts.h"
#include "app/services.h"
#include "app/style/metrics.h"
#include "app/widgets/tabledelegate.h"
#include "core/base/lists.h"
#include "core/jobs/jobrunner.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::RemoveDialog)
};

QString partText(RemovalPart part)
{
    switch (part) {
    case RemovalPart::Runtime:
        return Text::tr("Python and ComfyUI");
    case RemovalPart::Data:
        return Text::tr("Your files");
    case RemovalPart::Records:
        return Text::tr("Settings and logs");
    case RemovalPart::Link:
        return Text::tr("Link");
    }
    return {};
}

} // namespace

RemoveDialog::RemoveDialog(const Context &context, const Install &install, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_context(context)
    , m_install(install)
    , m_words(makeSentence(tr("Counting what would go…"), TextRole::Body, this))
    , m_items(new QTreeWidget(this))
    , m_untouched(makeSentence({}, TextRole::Caption, this))
    , m_keep(new QCheckBox(tr("&Keep my own files"), this))
    , m_trash(new QRadioButton(tr("Move to the &recycle bin"), this))
    , m_delete(new QRadioButton(tr("&Delete for good"), this))
{
    QVBoxLayout *column = frameDialog(this, tr("Remove “%1”?").arg(install.name));
    column->addWidget(m_words);
    m_items->setAccessibleName(tr("What would go"));
    m_items->setHeaderLabels({tr("Part"), tr("Where"), tr("Size")});
    m_items->headerItem()->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    m_items->setRootIsDecorated(false);
    m_items->setItemDelegate(new TableDelegate(m_items));
    m_items->setIndentation(0);
    m_items->setUniformRowHeights(true);
    m_items->setSelectionMode(QAbstractItemView::NoSelection);
    m_items->header()->setStretchLastSection(false);
    m_items->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_items->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_items->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_items->setTextElideMode(Qt::ElideMiddle);
    m_items->setMinimumHeight(140);
    column->addWidget(m_items, 1);
    m_untouched->hide();
    column->addWidget(m_untouched);
    m_keep->setChecked(true);
    m_keep->hide();
    m_trash->setChecked(true);
    m_trash->setFocus();
    auto *choices = new QVBoxLayout;
    choices->setSpacing(space::kSmall);
    choices->addWidget(m_keep);
    choices->addWidget(m_trash);
    choices->addWidget(m_delete);
    column->addLayout(choices);
    m_remove = addDialogButtons(this, column, tr("Re&move")).accept;
    m_remove->setAccessibleName(tr("Remove"));
    m_remove->setEnabled(false);
    connect(m_keep, &QCheckBox::toggled, this, &RemoveDialog::showTotal);
    connect(m_delete, &QRadioButton::toggled, this, &RemoveDialog::showTotal);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        emit chosen(request());
        accept();
    });
    resize(600, 460);

    m_context.background.start<RemovalPlan>(
        {.title = tr("What removing %1 takes away").arg(install.name), .exclusiveKey = {}},
        [library = m_context.services.library(), install](const JobContext &job) {
            return planRemoval(library, install, job);
        },
        this,
        [this](const Result<RemovalPlan> &plan) {
            if (plan)
                showPlan(*plan);
            else
                m_words->setText(plan.error().message + u' ' + plan.error().nextStep);
        });
}

RemoveRequest RemoveDialog::request() const
{
    RemoveRequest request;
    request.id = m_install.id;
    request.mode = m_delete->isChecked() ? RemoveMode::Delete : RemoveMode::Trash;
    request.data = m_keep->isChecked() ? RemoveData::Keep : RemoveData::Remove;
    return request;
}

void RemoveDialog::showPlan(const RemovalPlan &plan)
{
    m_plan = plan;
    const QDir base(m_context.services.library().installs());
    for (const RemovalItem &item : plan.items) {
        QString place = QDir::toNativeSeparators(base.relativeFilePath(item.path));
        if (item.part == RemovalPart::Link)
            place = tr("%1 (points to %2, which stays)").arg(place, item.linkTarget);
        auto *row =
            new QTreeWidgetItem(m_items, {partText(item.part), place, sizeText(item.bytes)});
        row->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        row->setToolTip(1, item.path);
    }
    m_keep->setVisible(plan.dataFiles > 0);
    m_keep->setText(tr("&Keep my own files: %n file(s), %1", nullptr, int(plan.dataFiles))
                        .arg(sizeText(plan.dataBytes)));
    if (!plan.untouched.isEmpty()) {
        QStringList places = plan.untouched;
        for (QString &place : places)
            place = QDir::toNativeSeparators(place);
        m_untouched->setText(tr("Not touched: %1").arg(listedWithAnd(places)));
        m_untouched->show();
    }
    m_remove->setEnabled(true);
    showTotal();
}

void RemoveDialog::showTotal()
{
    const bool keeps = m_keep->isChecked() && m_plan.dataFiles > 0;
    qint64 bytes = 0;
    for (int i = 0; i < m_items->topLevelItemCount(); ++i) {
        const RemovalItem &item = m_plan.items[i];
        const bool stays = keeps && item.part == RemovalPart::Data;
        if (!stays)
            bytes += item.bytes;
        m_items->topLevelItem(i)->setDisabled(stays);
        m_items->topLevelItem(i)->setText(0, stays ? tr("Your files, kept") : partText(item.part));
    }
    const QString size = sizeText(bytes);
    QString words = m_delete->isChecked()
        ? tr("This deletes %1 for good; it cannot be brought back.").arg(size)
        : tr("This moves %1 to the recycle bin.").arg(size);
    if (keeps)
        words += u' '
            + tr("Your own files are moved to %1.")
                  .arg(QDir::toNativeSeparators(m_context.services.library().kept()));
    m_words->setText(words);
}

} // namespace portico::app
