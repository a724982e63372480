// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/settings/secretstore.h"

#include "core/settings/settingsstore.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SecretStore)
};

QString serviceName()
{
    return u"Portico"_s;
}

SecretOutcome unanswered()
{
    return {.state = SecretState::Locked, .secret = {}, .detail = u"no answer in time"_s};
}

bool isDenied(const QKeychain::Job &job)
{
    return job.error() == QKeychain::AccessDenied || job.error() == QKeychain::AccessDeniedByUser;
}

} // namespace

SecretStore::SecretStore(SettingsStore &settings, QObject *parent,
                         std::chrono::milliseconds timeLimit)
    : QObject(parent)
    , m_settings(settings)
    , m_timeLimit(timeLimit)
{ }

SecretStore::~SecretStore()
{
    for (QString &secret : m_session)
        secret.fill(u'\0');
}

void SecretStore::write(const QString &name, const QString &secret, QObject *receiver,
                        const Answer &answer)
{
    m_session[name] = secret; // until the keychain has it; an older one there must not be read
    auto *job = new QKeychain::WritePasswordJob(serviceName());
    job->setTextData(secret);
    const Judge judge = [this, name, secret](const QKeychain::Job *done) -> SecretOutcome {
        if (!done)
            return unanswered();
        if (done->error() == QKeychain::NoError) {
            if (m_session.value(name) == secret)
                m_session.remove(name);
            remember(name);
            return {.state = SecretState::Saved, .secret = {}, .detail = {}};
        }
        return {.state = isDenied(*done) ? SecretState::Denied : SecretState::SessionOnly,
                .secret = {},
                .detail = done->errorString()};
    };
    run(job, name, judge, receiver, answer);
}

void SecretStore::read(const QString &name, QObject *receiver, const Answer &answer)
{
    if (const auto held = m_session.constFind(name); held != m_session.constEnd()) {
        const SecretOutcome outcome{
            .state = SecretState::SessionOnly, .secret = *held, .detail = {}};
        QMetaObject::invokeMethod(
            receiver, [answer, outcome] { answer(outcome); }, Qt::QueuedConnection);
        return;
    }
    const Judge judge = [this, name](const QKeychain::Job *done) -> SecretOutcome {
        if (!done)
            return unanswered();
        if (done->error() == QKeychain::NoError)
            return {.state = SecretState::Saved,
                    .secret = static_cast<const QKeychain::ReadPasswordJob *>(done)->textData(),
                    .detail = {}};
        SecretState state = SecretState::NotAvailable;
        if (isDenied(*done))
            state = SecretState::Denied;
        else if (done->error() == QKeychain::EntryNotFound && wasSaved(name))
            state = SecretState::Lost;
        return {.state = state, .secret = {}, .detail = done->errorString()};
    };
    run(new QKeychain::ReadPasswordJob(serviceName()), name, judge, receiver, answer);
}

void SecretStore::remove(const QString &name, QObject *receiver, const Answer &answer)
{
    m_session.remove(name);
    const Judge judge = [this, name](const QKeychain::Job *done) -> SecretOutcome {
        if (!done)
            return unanswered();
        if (done->error() == QKeychain::NoError || done->error() == QKeychain::EntryNotFound) {
            forget(name);
            return {};
        }
        return {.state = isDenied(*done) ? SecretState::Denied : SecretState::NotAvailable,
                .secret = {},
                .detail = done->errorString()};
    };
    run(new QKeychain::DeletePasswordJob(serviceName()), name, judge, receiver, answer);
}

/** Whichever comes first, the keychain's answer or the time limit, is told. A late answer is still
 *  judged, because a late write is a saved secret. The job is never deleted while it runs. */
void SecretStore::run(QKeychain::Job *job, const QString &name, const Judge &judge,
                      QObject *receiver, const Answer &answer)
{
    const auto isAnswered = std::make_shared<bool>(false);
    const auto tell = [isAnswered, answer,
                       receiver = QPointer(receiver)](const SecretOutcome &outcome) {
        if (!std::exchange(*isAnswered, true) && receiver)
            answer(outcome);
    };
    job->setKey(name);
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    connect(job, &QKeychain::Job::finished, this,
            [judge, tell](const QKeychain::Job *done) { tell(judge(done)); });
    QTimer::singleShot(m_timeLimit, this, [judge, tell, isAnswered] {
        if (!*isAnswered)
            tell(judge(nullptr));
    });
    job->start();
}

void SecretStore::remember(const QString &name)
{
    QStringList names = m_settings.get(settings::kSavedSecrets);
    if (names.contains(name))
        return;
    names += name;
    m_settings.set(settings::kSavedSecrets, names);
}

void SecretStore::forget(const QString &name)
{
    QStringList names = m_settings.get(settings::kSavedSecrets);
    if (names.removeAll(name) > 0)
        m_settings.set(settings::kSavedSecrets, names);
}

bool SecretStore::wasSaved(const QString &name) const
{
    return m_settings.get(settings::kSavedSecrets).contains(name);
}

QString secretStateText(SecretState state)
{
    switch (state) {
    case SecretState::Saved:
        return Text::tr("Saved in this computer's keychain.");
    case SecretState::SessionOnly:
        return Text::tr("Kept until Portico is closed: this computer has no keychain.");
    case SecretState::Locked:
        return Text::tr("The keychain does not answer. Unlock it, and try again.");
    case SecretState::Denied:
        return Text::tr("The keychain refused. Allow Portico to use it, and try again.");
    case SecretState::Lost:
        return Text::tr("It was saved once, but the keychain does not have it any more. Enter it "
                        "again.");
    case SecretState::NotAvailable:
        return Text::tr("Not saved.");
    }
    return {};
}

} // namespace portico
