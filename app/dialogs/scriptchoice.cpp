// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/scriptchoice.h"

#include "app/dialogs/scriptdialog.h"
#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/elidedlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRowsSeen = 3; ///< more are scrolled to

} // namespace

ScriptChoice::ScriptChoice(QWidget *parent)
    : QWidget(parent)
    , m_sentence(makeSentence({}, TextRole::Caption, this))
    , m_rows(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTight);
    column->addLayout(m_rows);
    column->addWidget(m_sentence);
    m_sentence->setAccessibleDescription(tr("About running install.py"));
}

void ScriptChoice::setPlan(const ChangePlan &plan)
{
    delete m_list;
    m_boxes.clear();
    m_packs = runnableScripts(plan);
    m_isAsked = plan.act == PackAct::RunScript;
    auto *area = new QScrollArea(this);
    m_list = area;
    auto *content = new QWidget(area);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::kTight);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->addWidget(area);
    for (const PackStep &step : plan.steps) {
        if (step.script && step.script->mayRun())
            addRow(step.pack, *step.script);
    }
    const auto seen = int(std::min(m_packs.size(), kRowsSeen));
    area->setFixedHeight(seen * (controlHeight() + space::kTight));
    QString sentence =
        tr("install.py is its author's own code and runs with your rights, on a copy of Python and "
           "packages that is thrown away; what it adds is shown before it is installed.");
    if (plan.scriptCopyBytes > 0)
        sentence += u' '
            + tr("Meanwhile the copy takes %1 on the disk.").arg(sizeText(plan.scriptCopyBytes));
    m_sentence->setText(sentence);
    area->setVisible(hasScripts());
}

void ScriptChoice::addRow(const QString &pack, const InstallScript &script)
{
    QWidget *content = qobject_cast<QScrollArea *>(m_list)->widget();
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    auto *name = new ElidedLabel(content);
    name->setText(tr("%1 brings an install.py (%2)").arg(pack, sizeText(script.size)));
    row->addWidget(name, 1);
    if (!m_isAsked) {
        auto *box = new QCheckBox(tr("Run it in a throwaway copy"), content);
        box->setAccessibleName(tr("Run the install.py of %1 in a throwaway copy").arg(pack));
        connect(box, &QCheckBox::toggled, this, &ScriptChoice::changed);
        row->addWidget(box);
        m_boxes += box;
    }
    auto *show = new QPushButton(tr("Show install.py…"), content);
    show->setAccessibleName(tr("Show the install.py of %1").arg(pack));
    connect(show, &QPushButton::clicked, this,
            [this, pack, script] { (new ScriptDialog(pack, script, window()))->open(); });
    row->addWidget(show);
    qobject_cast<QVBoxLayout *>(content->layout())->addLayout(row);
}

QStringList ScriptChoice::chosen() const
{
    if (m_isAsked)
        return m_packs;
    QStringList packs;
    for (qsizetype i = 0; i < m_boxes.size(); ++i) {
        if (m_boxes.at(i)->isChecked())
            packs += m_packs.at(i);
    }
    return packs;
}

} // namespace portico::app
