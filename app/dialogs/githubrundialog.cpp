// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/githubrundialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/dialogs/formlines.h"
#include "app/style/metrics.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

GithubRunDialog::GithubRunDialog(const Usual &usual, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_repository(new QLineEdit(usual.repository, this))
    , m_workflow(new QLineEdit(usual.workflow, this))
    , m_branch(new QLineEdit(this))
    , m_recipe(new QComboBox(this))
    , m_message(new QLineEdit(tr("Update the portable bundle's recipe"), this))
    , m_ownWorkflow(new QCheckBox(tr("Put Portico's own workflow there, too"), this))
    , m_release(new QLineEdit(this))
    , m_remark(makeSentence({}, TextRole::Caption, this))
{
    QVBoxLayout *column = frameDialog(this, tr("Build on GitHub"));
    column->addWidget(makeSentence(
        tr("The recipe goes onto the branch as one commit, the workflow is started, and its jobs "
           "are watched here. What it makes can be downloaded afterwards."),
        TextRole::Body, this));
    auto *fields = new QWidget(this);
    QFormLayout *form = makeForm(fields);
    m_repository->setPlaceholderText(tr("owner/name"));
    m_branch->setPlaceholderText(tr("The repository's own"));
    m_release->setPlaceholderText(tr("None; or a tag such as v1.2.0"));
    m_recipe->addItem(tr("Nothing"), QString());
    for (const PushableRecipe &recipe : usual.recipes)
        m_recipe->addItem(tr("%1, as recipe.json").arg(recipe.name), recipe.file);
    m_recipe->setCurrentIndex(qMax(0, m_recipe->findData(usual.recipe)));
    m_ownWorkflow->setToolTip(
        tr("It builds for Linux, Windows and macOS, and needs the variable PORTICO_DOWNLOADS"));
    addFormField(form, tr("&Repository"), m_repository);
    addFormField(form, tr("&Branch"), m_branch);
    addFormField(form, tr("&Push first"), m_recipe);
    addFormField(form, tr("&Message"), m_message);
    addFormField(form, tr("&Workflow"), m_workflow);
    addFormBox(form, m_ownWorkflow);
    addFormField(form, tr("Make a re&lease"), m_release);
    column->addWidget(fields);
    column->addStretch(1);
    m_remark->setForegroundRole(QPalette::PlaceholderText); // nothing is wrong yet
    m_remark->setAccessibleDescription(tr("What is missing"));
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Start"));
    buttons.row->insertWidget(0, m_remark, 100);
    m_accept = buttons.accept;
    m_accept->setAccessibleName(tr("Start"));
    for (QLineEdit *edit : {m_repository, m_workflow, m_message})
        connect(edit, &QLineEdit::textChanged, this, &GithubRunDialog::refresh);
    connect(m_recipe, &QComboBox::currentIndexChanged, this, &GithubRunDialog::refresh);
    connect(m_ownWorkflow, &QCheckBox::toggled, this, &GithubRunDialog::refresh);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        emit chosen(order());
        accept();
    });
    setMinimumSize(520, 400);
    resize(dialogSize(parent, {640, 540}));
    refresh();
}

QString GithubRunDialog::remark() const
{
    const QString repository = m_repository->text().trimmed();
    if (repository.count(u'/') != 1 || repository.startsWith(u'/') || repository.endsWith(u'/'))
        return tr("A repository is named owner/name.");
    if (m_workflow->text().trimmed().isEmpty())
        return tr("Name the workflow's file, such as build.yml.");
    if (m_message->isEnabled() && m_message->text().trimmed().isEmpty())
        return tr("Say what the commit is about.");
    return {};
}

void GithubRunDialog::refresh()
{
    m_message->setEnabled(m_recipe->currentIndex() > 0 || m_ownWorkflow->isChecked());
    const QString wrong = remark();
    m_remark->setText(wrong);
    m_accept->setEnabled(wrong.isEmpty());
}

GithubOrder GithubRunDialog::order() const
{
    GithubOrder order{.trigger = {.repository = m_repository->text().trimmed(),
                                  .workflow = m_workflow->text().trimmed(),
                                  .branch = m_branch->text().trimmed()},
                      .recipe = m_recipe->currentData().toString(),
                      .message = m_message->text().trimmed(),
                      .withWorkflow = m_ownWorkflow->isChecked()};
    if (const QString tag = m_release->text().trimmed(); !tag.isEmpty())
        order.trigger.inputs.insert(u"release"_s, tag);
    return order;
}

} // namespace portico::app
