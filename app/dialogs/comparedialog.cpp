// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/comparedialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/dialogs/formlines.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/factlist.h"
#include "app/widgets/jobprogress.h"
#include "app/widgets/wraprow.h"
#include "core/jobs/job.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFileLines = 10;

void addList(QVBoxLayout *column, const QString &heading, const QStringList &lines,
             QWidget *content)
{
    if (lines.isEmpty())
        return;
    column->addWidget(makeLabel(heading, TextRole::Strong, content));
    QLabel *words = makeSentence(lines.join(u'\n'), TextRole::Body, content);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setAccessibleDescription(heading);
    column->addWidget(words);
}

} // namespace

CompareDialog::CompareDialog(const QString &bundle, const QList<Comparable> &others,
                             QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_others(others)
    , m_other(new QComboBox(this))
    , m_progress(new JobProgress(this))
    , m_problem(new MessageCard(CardTone::Failure, this))
    , m_found(new QScrollArea(this))
{
    QVBoxLayout *column = frameDialog(this, tr("Compare %1").arg(QFileInfo(bundle).fileName()));
    auto *fields = new QWidget(this);
    QFormLayout *form = makeForm(fields);
    auto *choice = new QWidget(fields);
    auto *row = new WrapRow(choice);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    auto *browse = new QPushButton(tr("Another &file…"), choice);
    row->addWidget(m_other, 1);
    row->addWidget(browse);
    choice->setFocusProxy(m_other);
    m_other->setAccessibleDescription(tr("What it is compared with"));
    addFormField(form, tr("&With"), choice);
    column->addWidget(fields);
    column->addWidget(m_progress);
    column->addWidget(m_problem);
    m_found->setFrameShape(QFrame::NoFrame);
    m_found->setWidgetResizable(true);
    m_found->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_found->viewport()->setAutoFillBackground(false);
    m_found->setAccessibleName(tr("What differs"));
    column->addWidget(m_found, 1);
    for (const Comparable &other : m_others)
        m_other->addItem(other.name);
    m_other->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Compare"));
    m_accept = buttons.accept;
    m_accept->setAccessibleName(tr("Compare"));
    buttons.cancel->setText(tr("C&lose"));
    m_progress->hide();
    m_problem->hide();
    connect(browse, &QPushButton::clicked, this, &CompareDialog::chooseFile);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        m_problem->hide();
        emit compareRequested(m_others.at(m_other->currentIndex()));
    });
    setMinimumSize(520, 380);
    resize(dialogSize(parent, {680, 600}));
    refresh();
}

CompareDialog::~CompareDialog()
{
    if (m_job)
        m_job->cancel();
}

void CompareDialog::refresh()
{
    m_progress->setVisible(!m_job.isNull());
    m_accept->setEnabled(m_job.isNull() && m_other->currentIndex() >= 0);
    m_other->setEnabled(m_job.isNull());
}

void CompareDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Compare with a bundle's file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Bundles (*.zip *.tar *.tar.gz *.tar.zst *.001)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_others +=
            {.name = QFileInfo(file).fileName(), .file = QFileInfo(file).absoluteFilePath()};
        m_other->addItem(m_others.constLast().name);
        m_other->setCurrentIndex(m_other->count() - 1);
        refresh();
    });
    dialog->open();
}

void CompareDialog::showComparing(Job &job)
{
    m_job = &job;
    m_found->setWidget(new QWidget(m_found)); // what was found before is about another one
    m_progress->show(job);
    connect(&job, &Job::changed, m_progress, [this, &job] { m_progress->show(job); });
    refresh();
}

void CompareDialog::showDifference(const DifferenceText &difference)
{
    m_job.clear();
    QWidget *content = makeDifference(difference);
    m_found->setWidget(content);
    content->setAutoFillBackground(false);
    refresh();
}

void CompareDialog::showError(const Error &error)
{
    m_job.clear();
    m_problem->setError(error);
    m_problem->show();
    refresh();
}

QWidget *CompareDialog::makeDifference(const DifferenceText &difference)
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(makeSentence(difference.sentence, TextRole::Body, content));
    if (!difference.facts.isEmpty()) {
        auto *card = new Card(CardTone::Plain, content);
        auto *facts = new FactList(card);
        for (const auto &[name, change] : difference.facts)
            facts->addFact(name, change);
        card->content()->addWidget(facts);
        column->addWidget(card);
    }
    addList(column, tr("Node packs"), difference.packs, content);
    addList(column, tr("Packages"), difference.packages, content);
    addList(column, tr("Files"), difference.counts, content);
    if (!difference.files.isEmpty()) {
        auto *names = new QPlainTextEdit(difference.files.join(u'\n'), content);
        names->setReadOnly(true);
        names->setLineWrapMode(QPlainTextEdit::NoWrap);
        names->setTabChangesFocus(true);
        names->setFont(monospaceFont(fontFor(TextRole::Caption, font())));
        names->setAccessibleName(tr("Files that differ"));
        names->setFixedHeight(names->fontMetrics().lineSpacing() * kFileLines + 2 * space::kMedium);
        column->addWidget(names);
    }
    column->addStretch(1);
    return content;
}

} // namespace portico::app
