// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/firststartpage.h"

#include "app/context.h"
#include "app/models/advice.h"
#include "app/models/texts.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraprow.h"
#include "core/installs/gpupick.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 620;
constexpr int kSentenceLines = 2;

/** A sentence where what is shown is from an older answer than it could be. */
QString ageOf(const CatalogueAnswer &catalogue, const QString &sourceId)
{
    for (const SourceState &state : catalogue.sources) {
        if (state.id == sourceId && state.kind == SourceState::Kind::Kept && state.problem)
            return FirstStartPage::tr("This is the list as it was: %1. %2")
                .arg(momentWithin(state.asked), state.problem->message);
    }
    return {};
}

} // namespace

FirstStartPage::FirstStartPage(const Context &context, QWidget *parent)
    : QScrollArea(parent)
    , m_context(context)
    , m_computer(makeSentence({}, TextRole::Body, this))
    , m_failure(new MessageCard(CardTone::Failure, this))
    , m_problem(new MessageCard(CardTone::Warning, this))
    , m_warning(new MessageCard(CardTone::Warning, this))
    , m_offer(new OfferCard(this))
{
    build();
    m_prefersCompose = m_context.setUp.unfinishedMark() == composeMark();
    connect(m_problem->addButton(tr("&Try again")), &QPushButton::clicked, this,
            [this] { m_context.advice.askAgain(); });
    m_compose = m_problem->addButton(tr("Compose &without a bundle"));
    connect(m_compose, &QPushButton::clicked, this, [this] {
        m_prefersCompose = true;
        refresh();
    });
    connect(m_offer, &OfferCard::accepted, this, &FirstStartPage::accept);
    connect(m_offer, &OfferCard::libraryChosen, this, &FirstStartPage::libraryChosen);
    const Advice &advice = m_context.advice;
    connect(&advice, &Advice::computerChanged, this, &FirstStartPage::refresh);
    connect(&advice, &Advice::catalogueChanged, this, &FirstStartPage::refresh);
    connect(&advice, &Advice::recommendationChanged, this, &FirstStartPage::refresh);
    connect(&m_context.setUp, &SetUp::changed, this, &FirstStartPage::refresh);
    refresh();
}

void FirstStartPage::build()
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus); // it scrolls to the controls
    viewport()->setAutoFillBackground(false);
    auto *content = new QWidget(this);
    content->setAutoFillBackground(false);
    auto *middle = new QWidget(content);
    middle->setMaximumWidth(withText(kWidth));
    auto *centre = new QHBoxLayout(content);
    centre->setContentsMargins(space::kHuge, space::kHuge, space::kHuge, space::kHuge);
    centre->addStretch(1);
    centre->addWidget(middle, 100);
    centre->addStretch(1);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    auto *icon = new QLabel(middle);
    setOrnament(icon);
    icon->setPixmap(applicationIcon().pixmap(QSize(48, 48), devicePixelRatioF()));
    auto *words = new QVBoxLayout;
    words->setSpacing(space::kTight);
    words->addWidget(makeLabel(tr("Bring ComfyUI home"), TextRole::Title, middle));
    m_computer->setMinimumHeight(m_computer->fontMetrics().lineSpacing() * kSentenceLines);
    m_computer->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_computer->setAccessibleDescription(tr("What this computer is"));
    words->addWidget(m_computer);
    auto *top = new QHBoxLayout;
    top->setSpacing(space::kLarge);
    top->addWidget(icon, 0, Qt::AlignTop);
    top->addLayout(words, 1);
    column->addStretch(1);
    column->addLayout(top);
    for (MessageCard *card : {m_failure, m_problem, m_warning}) {
        card->hide();
        column->addWidget(card);
    }
    column->addWidget(m_offer);
    addWays(column);
    column->addStretch(2);
    setWidget(content);
}

/** The other ways in, for those who know what they want. */
void FirstStartPage::addWays(QVBoxLayout *column)
{
    auto *builds = new QPushButton(tr("&Other builds…"), this);
    auto *folder = new QPushButton(tr("I already have &ComfyUI…"), this);
    folder->setIcon(makeIcon(IconName::Folder));
    auto *file = new QPushButton(tr("A &file or address…"), this);
    file->setIcon(makeIcon(IconName::File));
    auto *check = new QPushButton(tr("Check that everything works on this computer"), this);
    check->setIcon(makeIcon(IconName::Shield));
    setButtonKind(check, ButtonKind::Quiet);
    auto *row = new WrapRow;
    row->setSpacing(space::kSmall);
    for (QPushButton *button : {builds, folder, file})
        row->addWidget(button, 1);
    column->addLayout(row);
    column->addWidget(check);
    connect(builds, &QPushButton::clicked, this, &FirstStartPage::buildsRequested);
    connect(folder, &QPushButton::clicked, this, &FirstStartPage::folderRequested);
    connect(file, &QPushButton::clicked, this, &FirstStartPage::fileRequested);
    connect(check, &QPushButton::clicked, this, &FirstStartPage::selfCheckRequested);
}

void FirstStartPage::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    m_context.advice.begin();
}

void FirstStartPage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (m_failure->isVisible()) // the activity pane may have come up over the way on
        ensureWidgetVisible(m_offer->focusProxy(), 0, space::kSmall);
}

std::optional<Recommendation> FirstStartPage::recommendation() const
{
    const Advice &advice = m_context.advice;
    if (m_prefersCompose && advice.computer())
        return Recommendation{.bundle = {}, .reasons = advice.choice().reasons};
    const QString unfinished = m_context.setUp.unfinishedMark();
    if (const CatalogueEntry *entry = advice.catalogue().entry(unfinished);
        entry && advice.computer())
        return Recommendation{.bundle = *entry,
                              .reasons = {tr("It was begun before and is not done yet: what was "
                                             "downloaded is kept.")}};
    return advice.recommendation();
}

std::optional<SetUpPlan> FirstStartPage::plan() const
{
    const auto found = recommendation();
    if (!found)
        return {};
    SetUpPlan plan;
    plan.after = AfterSetUp::Start;
    if (found->bundle) {
        InstallEntryRequest request;
        request.entry = *found->bundle;
        request.archiveAfter = ArchiveAfter::Remove;
        request.settings = settingsFor(m_context.advice.choice(), found->bundle->accelerator);
        plan.what = request;
    } else {
        ComposeRequest request;
        const ComfyRelease *stable = releaseOf(m_context.advice.versions().releases, Track::Stable,
                                               QDateTime::currentDateTimeUtc());
        request.ref = stable ? stable->tag : QString();
        request.accelerator = m_context.advice.choice();
        plan.what = request;
    }
    return plan;
}

Offer FirstStartPage::begunOffer() const
{
    const SetUpPlan &plan = *m_context.setUp.plan();
    Offer offer;
    if (const auto *request = std::get_if<InstallEntryRequest>(&plan.what))
        offer = offerOf({.bundle = request->entry, .reasons = {}}, {});
    else if (const auto *compose = std::get_if<ComposeRequest>(&plan.what))
        offer = offerOf({}, compose->accelerator.accelerator);
    else
        offer.isVerified = std::get<AddRequest>(plan.what).sha256.has_value();
    offer.title = plan.title();
    offer.reasons = {m_context.setUp.isRunning()
                         ? tr("It is being set up; how far it is stands below.")
                         : tr("It is not done yet: what was downloaded is kept.")};
    return offer;
}

OfferState FirstStartPage::offerState() const
{
    const Advice &advice = m_context.advice;
    const SetUp &setUp = m_context.setUp;
    OfferState state;
    state.library = m_context.services.library().root();
    if (advice.computer() && advice.computer()->libraryDisk)
        state.free = advice.computer()->libraryDisk->available;
    if (const auto found = recommendation()) {
        state.offer = offerOf(*found, advice.choice().accelerator);
        if (found->bundle)
            state.age = ageOf(advice.catalogue(), found->bundle->sourceId);
        state.act = OfferAct::Install;
        const auto wanted = plan();
        if (setUp.failure() || (wanted && wanted->mark() == setUp.unfinishedMark()))
            state.act = OfferAct::Continue;
    }
    if (!advice.stillAsked().isEmpty())
        state.age = askingText(advice.stillAsked());
    if (setUp.plan()) {
        state.age.clear();
        state.offer = begunOffer();
        state.act = setUp.isRunning() ? OfferAct::Working : OfferAct::Continue;
    }
    return state;
}

void FirstStartPage::refresh()
{
    const Advice &advice = m_context.advice;
    m_computer->setText(advice.computer() ? computerSentence(*advice.computer())
                                          : tr("Looking at this computer…"));
    m_computer->setForegroundRole(advice.computer() ? QPalette::WindowText
                                                    : QPalette::PlaceholderText);
    showProblems();
    m_offer->show(offerState());
}

void FirstStartPage::showProblems()
{
    const Advice &advice = m_context.advice;
    const SetUp &setUp = m_context.setUp;
    const auto &failure = setUp.failure();
    const bool hasFailed = failure && failure->code != ErrorCode::Cancelled && !setUp.isRunning();
    if (hasFailed)
        m_failure->setError(*failure);
    m_failure->setVisible(hasFailed);
    const auto problem = advice.problem();
    const bool lacksList = problem && !m_prefersCompose && !setUp.plan();
    if (lacksList)
        m_problem->setMessage(
            tr("The list of builds could not be fetched. %1").arg(problem->message),
            problem->nextStep);
    m_problem->setVisible(lacksList);
    const bool hasOffer = recommendation().has_value();
    m_compose->setVisible(!hasOffer);
    m_offer->setVisible(!lacksList || hasOffer);
    const bool isWarned = advice.computer() && advice.choice().readiness != Readiness::Ready;
    if (isWarned)
        m_warning->setMessage(advice.choice().reasons.value(0), advice.choice().changes.value(0));
    m_warning->setVisible(isWarned);
}

void FirstStartPage::accept()
{
    SetUp &setUp = m_context.setUp;
    if (setUp.failure() && setUp.failure()->code == ErrorCode::NotFound)
        m_context.advice.askAgain(); // its address may be another one by now
    if (setUp.plan())
        setUp.goOn();
    else if (const auto wanted = plan())
        setUp.begin(*wanted);
}

void FirstStartPage::setDropHint(Qt::CheckState state)
{
    m_offer->setHighlight(state);
}

} // namespace portico::app
