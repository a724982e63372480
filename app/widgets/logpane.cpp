// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/logpane.h"

#include "app/models/logmodel.h"
#include "app/style/colours.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/logview.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraprow.h"
#include "core/io/atomicfile.h"
#include "core/jobs/jobrunner.h"

#include <QComboBox>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

LogPane::LogPane(JobRunner &jobs, QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_level(new QComboBox(this))
    , m_find(new QLineEdit(this))
    , m_count(makeLabel({}, TextRole::Caption, this))
    , m_view(new LogView(this))
    , m_empty(makeSentence(tr("There is nothing in the log yet. It fills when this install is "
                              "started."),
                           TextRole::Body, m_view))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    auto *edge = new QFrame(this);
    edge->setFixedHeight(1);
    edge->setAutoFillBackground(true);
    edge->setBackgroundRole(QPalette::Mid);
    column->addWidget(edge);
    column->addWidget(m_view, 1);

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto *over = new QVBoxLayout(m_view->viewport());
    over->addWidget(m_empty);

    connect(m_level, &QComboBox::currentIndexChanged, this,
            [this] { m_view->setMinimumLevel(LogLevel(m_level->currentData().toInt())); });
    connect(m_find, &QLineEdit::textChanged, m_view, &LogView::find);
    connect(m_find, &QLineEdit::returnPressed, m_view, &LogView::findNext);
    connect(m_view, &LogView::matchesChanged, this, &LogPane::showMatches);
    connect(m_view, &LogView::followingChanged, m_follow, &QToolButton::setChecked);
}

QToolButton *LogPane::makeTool(const QString &text, IconName icon)
{
    auto *tool = new QToolButton(this);
    tool->setAutoRaise(true);
    tool->setIcon(makeIcon(icon));
    tool->setToolTip(text);
    tool->setAccessibleName(text);
    return tool;
}

QWidget *LogPane::makeBar()
{
    nameChoice(m_level, tr("Which lines are shown"));
    m_level->addItem(tr("All lines"), int(LogLevel::Debug));
    m_level->addItem(tr("Warnings"), int(LogLevel::Warning));
    m_level->addItem(tr("Errors"), int(LogLevel::Error));
    m_find->setAccessibleName(tr("Find in the log"));
    m_find->setPlaceholderText(tr("Find"));
    m_find->setClearButtonEnabled(false);
    m_find->addAction(makeIcon(IconName::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_find->setMinimumWidth(96);
    m_find->setMaximumWidth(withText(280));
    m_count->hide();

    auto *previous = makeTool(tr("Previous match"), IconName::Up);
    auto *next = makeTool(tr("Next match"), IconName::Down);
    m_follow = makeTool(tr("Follow the newest lines"), IconName::Follow);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_wrap = makeTool(tr("Wrap long lines"), IconName::Wrap);
    m_wrap->setCheckable(true);
    m_wrap->setChecked(true);
    auto *copy = makeTool(tr("Copy the chosen lines, or all"), IconName::Copy);
    auto *saveButton = makeTool(tr("Save the log…"), IconName::Save);
    auto *clear = makeTool(tr("Clear this view; the files stay"), IconName::Clear);

    auto *bar = new QWidget(this);
    auto *row = new WrapRow(bar);
    m_bar = row;
    row->setContentsMargins(space::kHuge, space::kSmall, space::kHuge, space::kSmall);
    row->setSpacing(space::kTight);
    row->addWidget(m_level);
    row->addSpacing(space::kTight);
    row->addWidget(m_find, 4);
    row->addWidget(m_count);
    row->addWidget(previous);
    row->addWidget(next);
    row->addStretch(1);
    for (QToolButton *tool : {m_follow, m_wrap, copy, saveButton, clear})
        row->addWidget(tool);

    connect(previous, &QToolButton::clicked, m_view, &LogView::findPrevious);
    connect(next, &QToolButton::clicked, m_view, &LogView::findNext);
    connect(m_follow, &QToolButton::clicked, this,
            [this](bool on) { m_view->setFollowing(on ? Qt::Checked : Qt::Unchecked); });
    connect(m_wrap, &QToolButton::toggled, this, [this](bool on) {
        m_view->setWrapping(on ? LogView::Wrapping::On : LogView::Wrapping::Off);
    });
    connect(copy, &QToolButton::clicked, this, [this] {
        if (!m_view->hasSelection())
            m_view->selectAll();
        m_view->copy();
    });
    connect(saveButton, &QToolButton::clicked, this, &LogPane::save);
    connect(clear, &QToolButton::clicked, this, [this] {
        if (m_model)
            m_model->clear();
    });
    return bar;
}

void LogPane::setModel(LogModel &model, const QString &installName)
{
    m_installName = installName;
    if (m_model == &model)
        return;
    if (m_model)
        m_model->disconnect(this);
    m_model = &model;
    m_view->setModel(model);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &LogPane::showEmptiness);
    connect(&model, &QAbstractItemModel::modelReset, this, &LogPane::showEmptiness);
    connect(&model, &QObject::destroyed, this, [this] { m_model = nullptr; });
    showEmptiness();
    showMatches();
}

void LogPane::setEmptyWords(const QString &words)
{
    m_empty->setText(words);
}

void LogPane::fitIntoDialog()
{
    m_bar->setContentsMargins(0, 0, 0, space::kSmall);
    m_view->setTimes(LogView::Times::Hidden);
}

void LogPane::showEmptiness()
{
    m_empty->setVisible(!m_model || m_model->rowCount() == 0);
}

void LogPane::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void LogPane::showMatches()
{
    m_count->setVisible(!m_find->text().isEmpty());
    const qsizetype all = m_view->matches();
    const qsizetype current = m_view->currentMatch();
    const QLocale locale;
    m_count->setText(
        current > 0
            ? tr("%1 of %2", "match of matches").arg(locale.toString(current), locale.toString(all))
            : all == 0 ? tr("None")
                       : locale.toString(all));
    m_count->setAccessibleName(tr("Matches: %1").arg(m_count->text()));
    m_view->viewport()->update();
}

void LogPane::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::FindNext) || event->key() == Qt::Key_F3) {
        if (event->modifiers().testFlag(Qt::ShiftModifier))
            m_view->findPrevious();
        else
            m_view->findNext();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_find->hasFocus()) {
        m_find->clear();
        m_view->setFocus();
        return;
    }
    QWidget::keyPressEvent(event);
}

void LogPane::save()
{
    if (!m_model)
        return;
    auto *dialog = new QFileDialog(this, tr("Save the log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"txt"_s);
    dialog->selectFile(tr("%1 log.txt", "file name").arg(m_installName));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (!m_model)
            return;
        const QString text = m_model->text(m_model->firstSequence(), m_model->endSequence());
        m_jobs.start<void>(
            {.title = tr("Save the log to %1").arg(path), .exclusiveKey = {}},
            [text, path](const JobContext &) -> Result<> {
                return writeFileAtomically(path, text.toUtf8());
            },
            this, nullptr);
    });
    dialog->open();
}

} // namespace portico::app
