// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/offercard.h"

#include "app/models/texts.h"
#include "app/style/colours.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/folderfield.h"

#include <QDir>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kReasonLines = 3; ///< room that is kept for them
constexpr int kNoteLines = 2;   ///< what is always there, and what the sources do
constexpr int kMostReasons = 2; ///< the page “This computer” has them all

} // namespace

OfferCard::OfferCard(QWidget *parent)
    : Card(CardTone::Plain, parent)
    , m_caption(makeLabel({}, TextRole::Caption, this))
    , m_title(makeSentence({}, TextRole::Heading, this))
    , m_reasons(makeSentence({}, TextRole::Body, this))
    , m_library(new FolderField(tr("Library folder"), this))
    , m_button(new QPushButton(tr("&Install and start"), this))
    , m_note(makeSentence({}, TextRole::Caption, this))
{
    content()->setSpacing(space::kSmall);
    content()->addWidget(m_caption);
    content()->addWidget(m_title);
    m_reasons->setMinimumHeight(m_reasons->fontMetrics().lineSpacing() * kReasonLines);
    m_reasons->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_reasons->setAccessibleDescription(tr("Why"));
    content()->addWidget(m_reasons);
    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(space::kHuge);
    facts->setVerticalSpacing(space::kTight);
    facts->setColumnStretch(1, 1);
    m_download = addFact(facts, tr("Download"));
    m_disk = addFact(facts, tr("Disk"));
    m_time = addFact(facts, tr("Time"));
    QLabel *place = makeLabel(tr("&Place"), TextRole::Body, this);
    place->setForegroundRole(QPalette::PlaceholderText);
    place->setBuddy(m_library);
    facts->addWidget(place, facts->rowCount(), 0);
    facts->addWidget(m_library, facts->rowCount() - 1, 1);
    content()->addLayout(facts);
    content()->addSpacing(space::kTight);
    setButtonKind(m_button, ButtonKind::Main);
    setFocusProxy(m_button);
    m_button->setMinimumHeight(controlHeight() + 6);
    m_button->setDefault(true);
    content()->addWidget(m_button);
    m_note->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_note->setMinimumHeight(m_note->fontMetrics().lineSpacing() * kNoteLines);
    content()->addWidget(m_note);
    connect(m_button, &QPushButton::clicked, this, &OfferCard::accepted);
    connect(m_library, &FolderField::chosen, this, [this] {
        const QString typed = m_library->folder();
        const QString folder = typed.isEmpty() ? typed : QDir(typed).absolutePath();
        if (QDir(folder) != QDir(m_libraryFolder))
            emit libraryChosen(folder);
    });
}

QLabel *OfferCard::addFact(QGridLayout *facts, const QString &name)
{
    QLabel *label = makeLabel(name, TextRole::Body, this);
    label->setForegroundRole(QPalette::PlaceholderText);
    QLabel *value = makeSentence({}, TextRole::Body, this);
    value->setAccessibleDescription(name);
    const int row = facts->rowCount();
    facts->addWidget(label, row, 0, Qt::AlignTop);
    facts->addWidget(value, row, 1);
    return value;
}

void OfferCard::show(const OfferState &state)
{
    m_title->setText(state.offer ? state.offer->title : tr("Looking for the right build…"));
    m_reasons->setText(state.offer
                           ? state.offer->reasons.mid(0, kMostReasons).join(u' ')
                           : tr("The right build depends on the GPU and its driver. What is "
                                "below works meanwhile."));
    m_reasons->setForegroundRole(state.offer ? QPalette::WindowText : QPalette::PlaceholderText);
    showFacts(state);
    if (m_libraryFolder != state.library) {
        m_libraryFolder = state.library;
        m_library->setFolder(state.library);
    }
    m_library->setEnabled(state.act != OfferAct::Working);
    switch (state.act) {
    case OfferAct::Wait:
    case OfferAct::Install:
        m_caption->setText(tr("Recommended for this computer"));
        m_button->setText(tr("&Install and start"));
        break;
    case OfferAct::Continue:
        m_caption->setText(tr("Begun and not done yet"));
        m_button->setText(tr("&Continue"));
        break;
    case OfferAct::Working:
        m_caption->setText(tr("Being set up"));
        m_button->setText(tr("Installing…"));
        break;
    }
    setAccessibleName(m_caption->text());
    const bool isReady = state.act == OfferAct::Install || state.act == OfferAct::Continue;
    const bool becomesReady = isReady && !m_button->isEnabled();
    m_button->setEnabled(isReady);
    // The one thing to press is pressed by Enter, unless somebody types elsewhere.
    if (becomesReady && !qobject_cast<QLineEdit *>(window()->focusWidget()))
        m_button->setFocus(Qt::OtherFocusReason);
    const QString note = tr("You may close this window at any time: nothing is left half done, and "
                            "the next start continues where it stopped.");
    m_note->setText(state.age.isEmpty() ? note : note + u'\n' + state.age);
}

void OfferCard::setHighlight(Qt::CheckState state)
{
    m_isHighlighted = state == Qt::Checked;
    update();
}

void OfferCard::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    if (!m_isHighlighted)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(coloursOf(palette()).accentText, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kRadius + 2, kRadius + 2);
}

void OfferCard::showFacts(const OfferState &state)
{
    const QString unknown = state.offer ? tr("not known before") : u"…"_s;
    const SetUpCost cost = state.offer ? state.offer->cost : SetUpCost();
    QString download = cost.download < 0 ? unknown : sizeText(cost.download);
    if (state.offer && state.offer->isCompose)
        download = tr("about %1").arg(download);
    if (state.offer && !state.offer->isVerified)
        download += u" · "_s + tr("not verified by its publisher");
    m_download->setText(download);
    QString disk =
        cost.peakDisk < 0 ? unknown : tr("about %1 at most").arg(sizeText(cost.peakDisk));
    if (state.free >= 0)
        disk += u" · "_s + tr("%1 free").arg(sizeText(state.free));
    m_disk->setText(disk);
    const bool isShort = cost.peakDisk >= 0 && state.free >= 0 && state.free < cost.peakDisk;
    m_disk->setForegroundRole(isShort ? QPalette::BrightText : QPalette::WindowText);
    if (isShort)
        m_disk->setText(disk + u" · "_s + tr("too little: choose another place"));
    m_time->setText(cost.time.count() == 0
                        ? unknown
                        : tr("%1 with a connection of %2 Mbit/s", "about 7 minutes with ...")
                              .arg(aboutText(cost.time))
                              .arg(kSupposedMegabits));
}

} // namespace portico::app
