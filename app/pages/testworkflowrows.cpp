// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/testworkflowrows.h"

#include "app/context.h"
#include "app/models/texts.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/wraprow.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"
#include "core/net/network.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** Those of a drop that can be workflows. */
QStringList workflowFiles(const QMimeData *data)
{
    QStringList files;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile() && url.path().endsWith(".json"_L1, Qt::CaseInsensitive))
            files += url.toLocalFile();
    }
    return files;
}

} // namespace

TestWorkflowRows::TestWorkflowRows(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_nothing(makeSentence(tr("There is none yet."), TextRole::Body, this))
    , m_rows(new QVBoxLayout)
    , m_add(new QPushButton(tr("A&dd a workflow…"), this))
    , m_try(new QPushButton(tr("&Try them now"), this))
{
    setAcceptDrops(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(makeSentence(
        tr("An update works these off with the new generation and is switched to only when all of "
           "them work. In ComfyUI: File, Export (API); then drop the file here."),
        TextRole::Caption, this));
    column->addWidget(m_nothing);
    m_rows->setSpacing(space::kTight);
    column->addLayout(m_rows);
    auto *buttons = new WrapRow;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(m_add);
    buttons->addWidget(m_try);
    buttons->addStretch(1);
    column->addLayout(buttons);
    connect(m_add, &QPushButton::clicked, this, &TestWorkflowRows::chooseFiles);
    connect(m_try, &QPushButton::clicked, this, &TestWorkflowRows::tryAll);
}

void TestWorkflowRows::setInstall(const InstallId &id)
{
    m_id = id;
    look();
}

/** A handful of names and one small file. */
void TestWorkflowRows::look()
{
    while (QLayoutItem *const item = m_rows->takeAt(0)) {
        if (QWidget *const row = item->widget()) {
            row->hide();
            row->deleteLater();
        }
        delete item;
    }
    const Library &library = m_context.services.library();
    const QStringList names = testWorkflowNames(library, m_id);
    const QList<WorkflowResult> results = readWorkflowResults(library, m_id);
    for (const QString &name : names) {
        const auto found =
            std::find_if(results.begin(), results.end(),
                         [&](const WorkflowResult &one) { return one.name == name; });
        addRow(name, found == results.end() ? nullptr : &*found);
    }
    const Install *const install = m_context.installs.find(m_id);
    const bool mayChange = install && !install->isAdopted() && !install->isReadOnly();
    m_nothing->setVisible(names.isEmpty());
    m_add->setEnabled(mayChange);
    m_try->setEnabled(mayChange && !names.isEmpty() && !m_isTrying);
}

void TestWorkflowRows::addRow(const QString &name, const WorkflowResult *result)
{
    auto *row = new QWidget(this);
    auto *title = makeSentence(name, TextRole::Strong, row);
    title->setTextFormat(Qt::PlainText);
    auto *said = makeSentence({}, TextRole::Caption, row);
    said->setTextFormat(Qt::PlainText);
    if (!result)
        said->setText(tr("Not tried yet."));
    else if (result->problem.isEmpty())
        said->setText(tr("Worked %1, in %2 s.", "a moment; seconds")
                          .arg(momentWithin(result->tried),
                               QLocale().toString(double(result->milliseconds) / 1000, 'f', 1)));
    else
        said->setText(tr("Failed %1: %2", "a moment; a sentence")
                          .arg(momentWithin(result->tried), result->problem));
    auto *button = new QPushButton(tr("Remove"), row);
    button->setAccessibleName(tr("Remove the test workflow %1").arg(name));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title);
    words->addWidget(said);
    auto *line = new WrapRow(row);
    line->setLeastStretched(withText(kLeastWords));
    line->setContentsMargins(0, 0, 0, 0);
    line->addLayout(words, 1);
    line->addWidget(button, 0, Qt::AlignTop);
    connect(button, &QPushButton::clicked, this, [this, name] { remove(name); });
    m_rows->addWidget(row);
}

void TestWorkflowRows::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_add->isEnabled() && !workflowFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void TestWorkflowRows::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    add(workflowFiles(event->mimeData()));
}

void TestWorkflowRows::chooseFiles()
{
    auto *dialog =
        new QFileDialog(this, tr("Choose workflows"), QDir::homePath(), tr("Workflows (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &TestWorkflowRows::add);
    dialog->open();
}

void TestWorkflowRows::add(const QStringList &files)
{
    const Install *const install = m_context.installs.find(m_id);
    if (!install)
        return;
    for (const QString &file : files) {
        const auto added = addTestWorkflow(m_context.services.library(), *install, file);
        if (!added) {
            emit failed(added.error());
            break;
        }
    }
    look();
}

/** Its file is the person's own export, of which this is a copy. */
void TestWorkflowRows::remove(const QString &name)
{
    const Install *const install = m_context.installs.find(m_id);
    const Result<> removed =
        install ? removeTestWorkflow(m_context.services.library(), *install, name) : Result<>();
    if (!removed)
        emit failed(removed.error());
    look();
}

void TestWorkflowRows::tryAll()
{
    const Install *const install = m_context.installs.find(m_id);
    if (!install)
        return;
    m_isTrying = true;
    m_try->setEnabled(false);
    m_context.jobs.start<QList<TriedWorkflow>>(
        {.title = tr("Try the test workflows of %1", "an install").arg(install->name),
         .exclusiveKey = u"install/"_s + m_id.toString()},
        [&services = m_context.services,
         install = *install](const JobContext &job) -> Result<QList<TriedWorkflow>> {
            const Result<NetworkChain> network = services.network().chain(job);
            if (!network)
                return network.error();
            return tryOwnWorkflows({services.library(), services.processes(), *network}, install,
                                   QDateTime::currentDateTimeUtc(), job);
        },
        this, [this](const Result<QList<TriedWorkflow>> &) { // a failed job says why by itself
            m_isTrying = false;
            look();
        });
}

} // namespace portico::app
