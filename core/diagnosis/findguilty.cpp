// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/findguilty.h"

#include "core/base/lists.h"
#include "core/diagnosis/laststart.h"
#include "core/diagnosis/trialinstall.h"
#include "core/server/sessioncontrol.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::FindGuilty)
};

constexpr std::chrono::milliseconds kLeastPatience{30'000};
constexpr int kMargin = 5; ///< how much longer than the slowest good start

/** What goes wrong: found out in the first round, and looked for in all others. */
enum class Symptom { None, NoStart, Import, Judged };

/** How one round went. */
struct Round
{
    Symptom symptom = Symptom::None;
    LastStart start;
};

QString symptomText(Symptom symptom)
{
    switch (symptom) {
    case Symptom::None:
        return Text::tr("All is well.");
    case Symptom::NoStart:
        return Text::tr("ComfyUI did not become ready.");
    case Symptom::Import:
        return Text::tr("A node pack could not be imported.");
    case Symptom::Judged:
        return Text::tr("It still goes wrong.");
    }
    Q_UNREACHABLE();
}

/** Ids of diagnoses that say only that it ended. */
bool saysLittle(const Diagnosis &diagnosis)
{
    static const QStringList vague{u"exception"_s, u"ended"_s, u"native-crash"_s, u"killed"_s,
                                   u"never-ready"_s};
    return vague.contains(diagnosis.id);
}

class GuiltyHunt
{
public:
    GuiltyHunt(const GuiltySearch &search, const TrialInstall &trial, const JobContext &job)
        : m_search(search)
        , m_trial(trial)
        , m_job(job)
    { }

    Result<GuiltyFound> run();

private:
    Result<bool> goesWrong(const QStringList &packs);
    Result<Round> start(const QStringList &packs);
    Result<bool> askJudge(const QUrl &url, const QStringList &packs);
    void tellRound(int number, int most, const QStringList &packs);
    bool looksLikeNoPack() const;
    QString suspect() const;
    QString sentenceOf(const Halving &halving) const;

    const GuiltySearch &m_search;
    const TrialInstall &m_trial;
    const JobContext &m_job;
    std::chrono::milliseconds patience() const;

    Symptom m_symptom = Symptom::None; ///< of the first round
    std::chrono::milliseconds m_longestGood{0};
    LastStart m_lastBad;
    GuiltyRound m_round;
};

/** Whether ComfyUI's own failure, not ours, ended a start. */
bool isComfysFailure(const Error &error)
{
    return error.code == ErrorCode::ProcessFailed || error.code == ErrorCode::Timeout;
}

Result<bool> GuiltyHunt::askJudge(const QUrl &url, const QStringList &packs)
{
    m_round.packs = packs;
    m_round.url = url;
    return m_search.judge(m_round, m_job);
}

/** A pack that hangs is not waited for as long as a start may take on a slow computer, once it is
 *  known how long one takes here. */
std::chrono::milliseconds GuiltyHunt::patience() const
{
    if (m_longestGood.count() == 0)
        return m_search.readyLimit;
    return std::min(m_search.readyLimit, std::max(kLeastPatience, kMargin * m_longestGood));
}

/** One real start and its end. */
Result<Round> GuiltyHunt::start(const QStringList &packs)
{
    const Result<> chosen = m_trial.choosePacks(packs);
    if (!chosen)
        return chosen.error();
    SessionControl control(m_trial.library(), m_trial.id());
    CancelSource limit(m_job.cancel);
    QTimer timer; // fires in the loop in which control waits
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&limit] { limit.cancel(); });
    QElapsedTimer clock;
    clock.start();
    timer.start(patience());
    const JobContext limited(limit.token());
    const Result<SessionStatus> ready =
        control.start({.useNextFreePort = true, .network = m_search.network}, limited);
    timer.stop();
    if (ready)
        m_longestGood = std::max(m_longestGood, std::chrono::milliseconds(clock.elapsed()));
    Round round;
    if (!ready) {
        const bool isLate = ready.error().code == ErrorCode::Cancelled && !m_job.isCancelled();
        if (!isLate && !isComfysFailure(ready.error()))
            return ready.error();
        round.symptom = Symptom::NoStart;
    } else if (m_search.judge) {
        const Result<bool> isBad = askJudge(ready->url, packs);
        if (!isBad)
            return isBad.error();
        round.symptom = *isBad ? Symptom::Judged : Symptom::None;
    }
    if (control.status().state != SessionState::Crashed) {
        const Result<SessionStatus> stopped = control.stop(JobContext(m_job.cancel));
        if (!stopped && stopped.error().code == ErrorCode::Cancelled)
            return stopped.error();
    }
    const Result<LastStart> told = readLastStart(m_trial.library(), m_trial.id(), m_job);
    if (!told)
        return told.error();
    round.start = *told;
    const bool hasFailedImport = std::any_of(told->packs.begin(), told->packs.end(),
                                             [](const PackReport &pack) { return pack.failed; });
    if (round.symptom == Symptom::None && !m_search.judge && hasFailedImport)
        round.symptom = Symptom::Import;
    return round;
}

/** The same, or worse, than in the first round. */
Result<bool> GuiltyHunt::goesWrong(const QStringList &packs)
{
    if (packs.isEmpty() && m_symptom == Symptom::Import)
        return false; // no pack, no failed import
    const Result<Round> round = start(packs);
    if (!round)
        return round.error();
    m_job.log(symptomText(round->symptom));
    const bool isFirst = m_symptom == Symptom::None;
    if (isFirst)
        m_symptom = round->symptom;
    const bool isBad = round->symptom != Symptom::None
        && (m_symptom != Symptom::NoStart || round->symptom == Symptom::NoStart);
    if (isBad)
        m_lastBad = round->start;
    return isBad;
}

void GuiltyHunt::tellRound(int number, int most, const QStringList &packs)
{
    m_round.number = number;
    m_round.most = most;
    const QString step = packs.isEmpty()
        ? Text::tr("Round %1 of at most %2: no pack").arg(number).arg(most)
        : Text::tr("Round %1 of at most %2: %n pack(s)", nullptr, static_cast<int>(packs.size()))
              .arg(number)
              .arg(most);
    m_job.report({.step = step, .done = number - 1, .total = most, .unit = ProgressUnit::Items});
    if (!packs.isEmpty())
        m_job.log(Text::tr("Packs: %1").arg(listed(packs)));
}

/** The first round failed in a way that is known, and no pack's fault. */
bool GuiltyHunt::looksLikeNoPack() const
{
    if (m_symptom != Symptom::NoStart || m_lastBad.diagnoses.isEmpty())
        return false;
    const Diagnosis &first = m_lastBad.diagnoses.first();
    return first.gravity == Gravity::Stops && first.pack.isEmpty() && !saysLittle(first);
}

QString GuiltyHunt::suspect() const
{
    if (m_symptom == Symptom::Judged)
        return {};
    for (const Diagnosis &diagnosis : m_lastBad.diagnoses) {
        if (!diagnosis.pack.isEmpty()
            && (m_symptom == Symptom::Import || diagnosis.gravity == Gravity::Stops))
            return diagnosis.pack;
    }
    return {};
}

QString GuiltyHunt::sentenceOf(const Halving &halving) const
{
    const QString names = listed(halving.guilty);
    switch (halving.end) {
    case Halving::End::Found:
        return m_symptom == Symptom::NoStart
            ? Text::tr("The node pack %1 keeps ComfyUI from starting.").arg(names)
            : m_symptom == Symptom::Import
            ? Text::tr("The node pack %1 cannot be imported, also when it is alone.").arg(names)
            : Text::tr("It goes wrong with the node pack %1, also when it is alone.").arg(names);
    case Halving::End::Together:
        return Text::tr("It goes wrong only when these node packs are together: %1.").arg(names);
    case Halving::End::NoPack:
        return Text::tr("No node pack is the cause: it goes wrong without any, too.");
    case Halving::End::DoesNotFail:
        return Text::tr("With all node packs, nothing went wrong this time.");
    }
    Q_UNREACHABLE();
}

Result<GuiltyFound> GuiltyHunt::run()
{
    const HalvingOptions options{
        .looksLikeNoPack = [this] { return looksLikeNoPack(); },
        .suspect = [this] { return suspect(); },
        .onRound = [this](int number, int most,
                          const QStringList &packs) { tellRound(number, most, packs); }};
    const Result<Halving> halving = findByHalves(
        m_trial.packs(), [this](const QStringList &packs) { return goesWrong(packs); }, options);
    if (!halving)
        return halving.error();
    const bool isFound = halving->end != Halving::End::DoesNotFail;
    return GuiltyFound{.halving = *halving,
                       .sentence = sentenceOf(*halving),
                       .diagnoses = isFound ? m_lastBad.diagnoses : QList<Diagnosis>()};
}

} // namespace

Result<GuiltyFound> findGuiltyPack(const GuiltySearch &search, const ProcessRunner &processes,
                                   const JobContext &job)
{
    const Result<TrialInstall> trial =
        TrialInstall::make(search.library, search.install, processes, job);
    if (!trial)
        return trial.error();
    return GuiltyHunt(search, *trial, job).run();
}

} // namespace portico
