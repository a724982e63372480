// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/guidewindow.h"

#include "app/dialogs/dialogframe.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/guideview.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kChaptersWidth = 220;
constexpr int kLeastWidthForChapters = 640;
constexpr int kChapterLevel = 2; // of its heading

} // namespace

GuideWindow::GuideWindow(QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_back(new QPushButton(tr("&Back"), this))
    , m_words(new QLineEdit(this))
    , m_told(makeSentence({}, TextRole::Body, this))
    , m_chapters(new QListWidget(this))
    , m_view(new GuideView(this))
{
    setWindowTitle(tr("Guide to Portico"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kMedium, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(makeBar());
    m_told->setContentsMargins(space::kLarge, 0, space::kLarge, 0);
    m_told->hide();
    column->addWidget(m_told);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    m_chapters->setFixedWidth(withText(kChaptersWidth));
    m_chapters->setFrameShape(QFrame::NoFrame);
    m_chapters->setWordWrap(true);
    m_chapters->setSpacing(space::kTight / 2);
    m_chapters->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chapters->setAccessibleName(tr("Chapters"));
    row->addWidget(m_chapters);
    row->addWidget(m_view, 1);
    column->addLayout(row, 1);

    connect(m_chapters, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item)
            m_view->showHeading(item->data(Qt::UserRole).toLongLong());
    });
    connect(m_view, &GuideView::headingsChanged, this, &GuideWindow::listChapters);
    connect(m_view, &GuideView::outsideChosen, this, &GuideWindow::openOutside);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &GuideWindow::markChapter);
    connect(m_view, &QTextBrowser::backwardAvailable, m_back, &QPushButton::setEnabled);
    connect(m_back, &QPushButton::clicked, m_view, &QTextBrowser::backward);
    connect(new QShortcut(QKeySequence::Back, this), &QShortcut::activated, m_view,
            &QTextBrowser::backward);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        m_words->setFocus();
        m_words->selectAll();
    });
    m_view->open(guideFileFor(guideFolder(), QLocale().uiLanguages()));
    setMinimumSize(360, 280);
    resize(dialogSize(parent, {940, 680}));
    m_view->setFocus();
}

QWidget *GuideWindow::makeBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::kLarge, 0, space::kLarge, 0);
    row->setSpacing(space::kSmall);
    m_back->setEnabled(false);
    m_back->setAutoDefault(false);
    m_words->setPlaceholderText(tr("Find in the guide"));
    m_words->setAccessibleName(tr("Find in the guide"));
    m_words->addAction(makeIcon(IconName::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_words->setClearButtonEnabled(true);
    m_words->setMaximumWidth(withText(320));
    row->addWidget(m_back);
    row->addStretch(1);
    row->addWidget(m_words, 1);
    connect(m_words, &QLineEdit::returnPressed, this, &GuideWindow::find);
    connect(m_words, &QLineEdit::textChanged, m_told, &QWidget::hide);
    return bar;
}

void GuideWindow::showTopic(const QString &anchor)
{
    const qsizetype heading =
        headingAt(headingsOf(guideText(guideFolder() + "/guide.md"_L1)), anchor);
    m_view->open(guideFileFor(guideFolder(), QLocale().uiLanguages()), qMax(0, heading));
}

void GuideWindow::listChapters()
{
    const QSignalBlocker blocker(m_chapters);
    m_chapters->clear();
    const QList<GuideHeading> &headings = m_view->headings();
    for (qsizetype i = 0; i < headings.size(); ++i) {
        if (headings.at(i).level != kChapterLevel)
            continue;
        auto *item = new QListWidgetItem(headings.at(i).text, m_chapters);
        item->setData(Qt::UserRole, i);
    }
}

/** The list follows the text; the text does not follow the list then. */
void GuideWindow::markChapter()
{
    const QSignalBlocker blocker(m_chapters);
    const qsizetype shown = m_view->shownHeading();
    m_chapters->setCurrentRow(-1);
    for (int row = m_chapters->count() - 1; row >= 0; --row) {
        if (m_chapters->item(row)->data(Qt::UserRole).toLongLong() <= shown)
            return m_chapters->setCurrentRow(row);
    }
}

/** The next place that has the words; from the top again after the last one. */
void GuideWindow::find()
{
    const QString words = m_words->text();
    bool isFound = words.isEmpty() || m_view->find(words);
    if (!isFound) {
        const QTextCursor before = m_view->textCursor();
        m_view->moveCursor(QTextCursor::Start);
        isFound = m_view->find(words);
        if (!isFound)
            m_view->setTextCursor(before);
    }
    m_told->setText(tr("The guide does not say “%1” anywhere.").arg(words));
    m_told->setVisible(!isFound);
}

void GuideWindow::openOutside(const QUrl &url)
{
    if (QDesktopServices::openUrl(url))
        return;
    m_told->setText(tr("No browser could be opened. Open this address yourself: %1")
                        .arg(url.toDisplayString()));
    m_told->show();
}

void GuideWindow::resizeEvent(QResizeEvent *event)
{
    ReadingOrderDialog::resizeEvent(event);
    m_chapters->setVisible(width() >= withText(kLeastWidthForChapters));
}

} // namespace portico::app
