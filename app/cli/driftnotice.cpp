// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/driftnotice.h"

#include "core/repair/drift.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::DriftNotice)
};

} // namespace

void DriftNotice::look(const Install &install, QObject *receiver, std::function<void()> done)
{
    m_context.jobs.start<Drift>(
        {.title = Text::tr("Compare with what was installed"), .exclusiveKey = {}},
        [library = m_context.library, install](const JobContext &job) {
            return findDrift(library, install, job);
        },
        receiver,
        [this, done = std::move(done), name = install.name](const Result<Drift> &drift) {
            if (drift && !drift->isClean()) {
                const DriftCard card = driftCard(*drift, name);
                if (m_said != card.lines) {
                    m_context.terminal.say(card.title + u'.');
                    for (const QString &line : card.lines)
                        m_context.terminal.say(u"  | "_s + line);
                    m_context.terminal.say(Text::tr("What can be done: porticoctl drift %1")
                                               .arg(drift->install.toString()));
                }
                m_said = card.lines;
            }
            if (done)
                done();
        });
}

} // namespace portico::cli
