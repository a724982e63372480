// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/updateview.h"

#include "app/models/texts.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/jobprogress.h"
#include "app/widgets/jobrow.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraplayout.h"
#include "core/base/lists.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

using Work = AppUpdateLook::Work;

UpdateView::UpdateView(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(makeSentence({}, TextRole::Strong, this))
    , m_warning(makeSentence({}, TextRole::Body, this))
    , m_news(makeSentence({}, TextRole::Body, this))
    , m_progress(new JobProgress(this))
    , m_figures(makeLabel({}, TextRole::Caption, this))
    , m_note(makeSentence({}, TextRole::Caption, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(space::kTight);
    row->addLayout(column, 1);
    for (QLabel *label : {m_title, m_warning, m_news, m_note}) {
        label->setTextFormat(Qt::PlainText); // what a release says is no markup
        column->addWidget(label);
    }
    m_news->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_news->setAccessibleName(tr("What is new"));
    column->addWidget(m_progress);
    column->addWidget(m_figures);
    buildButtons(column);
    paintMark();
    hide();
}

void UpdateView::buildButtons(QVBoxLayout *column)
{
    m_download = new QPushButton(this);
    m_cancel = new QPushButton(tr("Ca&ncel"), this);
    m_install = new QPushButton(tr("&Install…"), this);
    m_download->setIcon(makeIcon(IconName::Save));
    m_download->setAccessibleName(tr("Download the update of Portico"));
    m_cancel->setAccessibleName(tr("Cancel the update of Portico"));
    m_install->setAccessibleName(tr("Install the update of Portico…"));
    auto *buttons = new WrapLayout;
    buttons->setContentsMargins(0, space::kTight, 0, 0);
    for (QPushButton *button : {m_download, m_install, m_cancel})
        buttons->addWidget(button);
    column->addLayout(buttons);
    connect(m_download, &QPushButton::clicked, this, &UpdateView::downloadRequested);
    connect(m_cancel, &QPushButton::clicked, this, &UpdateView::cancelRequested);
    connect(m_install, &QPushButton::clicked, this, &UpdateView::installRequested);
}

void UpdateView::show(const AppUpdateLook &look, const QStringList &running)
{
    const bool isOffered = look.offer && look.offer->isNewer() && !look.handedOver;
    setVisible(isOffered);
    if (!isOffered)
        return;
    showOffer(*look.offer);
    showButtons(look, running);
    const QString note = noteFor(look, running);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    const bool isWorking = look.work == Work::Downloading || look.work == Work::Installing;
    if (m_job != look.job) {
        if (m_job)
            disconnect(m_job, nullptr, this, nullptr);
        m_job = look.job;
        if (m_job)
            connect(m_job, &Job::changed, this, &UpdateView::showProgress);
    }
    m_progress->setVisible(isWorking);
    m_figures->setVisible(isWorking);
    showProgress();
}

void UpdateView::showOffer(const UpdateOffer &offer)
{
    m_isUrgent = offer.mustUpdate();
    m_title->setText(tr("There is Portico %1.").arg(offer.newest.version.toString()));
    m_warning->setText(tr("Its authors say that versions before %1 are not safe to use any more.")
                           .arg(offer.newest.minimumVersion.toString()));
    m_warning->setVisible(m_isUrgent);
    QStringList lines;
    for (const QString &note : offer.newest.notes)
        lines += u"• "_s + note;
    m_news->setText(lines.join(u'\n'));
    m_news->setAccessibleName(m_news->text());
    m_news->setVisible(!lines.isEmpty());
    setAccessibleName(m_title->text());
    paintMark();
}

void UpdateView::showButtons(const AppUpdateLook &look, const QStringList &running)
{
    const bool isWorking = look.work != Work::None;
    const bool isFetched = !look.fetched.isEmpty();
    const bool isFetching = look.work == Work::Downloading;
    const auto buttons = {m_install, m_cancel, m_download};
    const bool hadFocus = std::any_of(buttons.begin(), buttons.end(),
                                      [](const QPushButton *each) { return each->hasFocus(); });
    if (look.offer->file)
        m_download->setText(tr("Do&wnload (%1)", "a size").arg(sizeText(look.offer->file->size)));
    m_download->setVisible(look.offer->file && !isFetched && !isFetching);
    m_download->setEnabled(!isWorking);
    m_install->setVisible(isFetched);
    m_install->setEnabled(!isWorking && running.isEmpty());
    m_cancel->setVisible(isFetching);
    for (QPushButton *each : buttons) {
        if (hadFocus && !each->isHidden() && each->isEnabled()) {
            each->setFocus(); // who pressed the one finds the next
            return;
        }
    }
}

QString UpdateView::noteFor(const AppUpdateLook &look, const QStringList &running) const
{
    if (!look.offer->file)
        return tr("There is no file of it for this kind of computer. A later version may have one "
                  "again.");
    if (look.fetched.isEmpty())
        return {};
    if (!running.isEmpty())
        return tr("Downloaded and checked. Portico is not replaced while an install runs: stop %1 "
                  "first.",
                  "names of installs")
            .arg(listedWithAnd(running));
    return tr("Downloaded and checked.");
}

void UpdateView::showProgress()
{
    if (!m_job || m_progress->isHidden())
        return;
    m_progress->show(*m_job);
    m_figures->setText(jobFigures(*m_job));
}

void UpdateView::paintMark()
{
    showMark(m_icon, m_isUrgent ? IconName::Warning : IconName::Info,
             m_isUrgent ? IconTint::Busy : IconTint::Accent);
    m_icon->setFixedHeight(qMax(iconSide(), m_title->fontMetrics().height()));
}

void UpdateView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintMark();
}

} // namespace portico::app
