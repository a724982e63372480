// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envstate.h"

#include "core/base/lists.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/json.h"
#include "core/io/sha256.h"
#include "core/isolation/envidentity.h"
#include "core/isolation/envlog.h"
#include "core/isolation/envorigin.h"
#include "core/isolation/envpackages.h"
#include "core/isolation/envproof.h"
#include "core/isolation/foreignlock.h"
#include "core/platform/symboliclink.h"
#include "core/python/sitetree.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::EnvState)
};

constexpr qint64 kMostHash = 4096;

/** Looks at one environment, from what says most to what says least. */
class Examiner
{
public:
    Examiner(const IsolatedEnv &env, const EnvHome &home, Os os, BuildLock lock)
        : m_home(home)
        , m_os(os)
        , m_lock(lock)
    {
        m_health.env = env;
    }

    EnvHealth run();

private:
    void set(EnvState state, const QString &problem, const QString &nextStep);
    void lookForOthers();
    bool isBeingBuilt() const;
    bool examineOrigin();
    bool examinePlace();
    bool examineStamp();
    bool examineConfig();
    bool examinePackages();
    bool examineLink();

    const IsolatedEnv &env() const { return m_health.env; }

    const EnvHome &m_home;
    Os m_os;
    BuildLock m_lock;
    EnvHealth m_health;
};

QString buildIt()
{
    return Text::tr("Build it.");
}

QString repairIt()
{
    return Text::tr("Repair it.");
}

void Examiner::set(EnvState state, const QString &problem, const QString &nextStep)
{
    m_health.state = state;
    m_health.problem = problem;
    m_health.nextStep = nextStep;
}

/** `<name>-py…`, `<name>_py…`: made for something else. */
void Examiner::lookForOthers()
{
    if (m_home.rules.isBoundByLink) {
        for (const QString &link :
             QDir(env().path).entryList({u"_env_*"_s}, QDir::Dirs | QDir::NoDotAndDotDot)) {
            if (link != env().folderName)
                m_health.others += link;
        }
        return;
    }
    const QDir folder(m_home.root + "/envs"_L1);
    for (const QString &name :
         folder.entryList({env().name + "?py3*"_L1}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QChar seam = name.at(env().name.size());
        if (name != env().folderName && (seam == u'-' || seam == u'_'))
            m_health.others += name;
    }
}

bool Examiner::isBeingBuilt() const
{
    if (m_home.rules.isBoundByLink && isComfyEnvBuilding(env().place))
        return true;
    return m_lock == BuildLock::Others
        && FileLock::holder(envBuildLock(m_home.root, env().folderName)).has_value();
}

/** Programs and packages know the folder that they were put into. */
bool Examiner::examineOrigin()
{
    const QString made = madeElsewhere(m_home.root, env().place, m_health.record, m_os);
    if (made.isEmpty())
        return true;
    set(EnvState::Moved,
        Text::tr("It was made in %1 and came here with its install, but environments cannot be "
                 "moved.")
            .arg(QDir::toNativeSeparators(made)),
        Text::tr("Build it: it is made anew."));
    return false;
}

/** The environment itself, and that it was finished. */
bool Examiner::examinePlace()
{
    const bool isThere = QFileInfo(envPrefix(env().place)).isDir();
    const bool isHalf = QFileInfo::exists(envBuildingFile(env().place))
        || (m_home.rules.isBoundByLink && !QFileInfo::exists(envDoneFile(env().place)));
    if (!isThere && !m_health.others.isEmpty()) {
        set(EnvState::OtherGeneration,
            Text::tr("There is one for another Python, torch or comfy-env only: %1.")
                .arg(listed(m_health.others)),
            buildIt());
        return false;
    }
    if (!isThere) {
        set(EnvState::Missing,
            Text::tr(
                "It has not been built: the nodes run in ComfyUI's own Python, or not at all."),
            buildIt());
        return false;
    }
    if (isHalf) {
        set(EnvState::Broken, Text::tr("Building it did not come to its end."), repairIt());
        return false;
    }
    const QString python = envPython(env().place, m_os);
    if (QFileInfo(python).isFile() && QFileInfo(python).isExecutable())
        return true;
    const QString base = m_health.record ? m_health.record->leansOn : QString();
    const bool isBaseGone = !base.isEmpty() && !QFileInfo::exists(base);
    set(EnvState::Broken,
        isBaseGone ? Text::tr("The Python that it leans on is gone: %1.")
                         .arg(QDir::toNativeSeparators(base))
                   : Text::tr("Its Python is not there: %1.").arg(QDir::toNativeSeparators(python)),
        repairIt());
    return false;
}

bool Examiner::examineStamp()
{
    if (m_home.rules.isBoundByLink)
        return true;
    const Result<QJsonObject> object = readJsonObject(envStampFile(env().place));
    if (!object)
        return true; // comfy-env takes one without a stamp
    const EnvStamp stamp = envStampFrom(*object);
    if (stamp.abiTag.isEmpty() || stamp.abiTag == m_home.tag)
        return true;
    set(EnvState::OtherGeneration,
        Text::tr("It was made for %1, and this install is %2: comfy-env will refuse it.")
            .arg(stamp.abiTag, m_home.tag),
        buildIt());
    return false;
}

bool Examiner::examineConfig()
{
    if (m_home.rules.isBoundByLink)
        return true; // the folder's name is the hash
    const bool isOurs = m_health.record && !m_health.record->config.isNull();
    if (isOurs && m_health.record->config == sha256Of(env().config->bytes))
        return true;
    if (!isOurs) {
        const Result<QByteArray> bytes = readFile(envHashFile(env().place), kMostHash);
        // A file of comfy-env's own cannot be judged without what it was derived from.
        if (!bytes
            || QFileInfo(envHashFile(env().place)).lastModified()
                >= QFileInfo(env().configFile()).lastModified())
            return true;
    }
    set(EnvState::Stale, Text::tr("Its comfy-env.toml has changed since it was built."), buildIt());
    return false;
}

/** Every package that was put in is there, with the code that its RECORD names. */
bool Examiner::examinePackages()
{
    const EnvPackages packages = lookAtEnvPackages(env().place, m_os);
    m_health.packages = packages.count;
    if (!packages.lostFile.isEmpty())
        set(EnvState::Broken,
            Text::tr("A file of the package “%1” is gone: %2.")
                .arg(packages.damaged, packages.lostFile),
            repairIt());
    else if (packages.count == 0 || (m_health.record && packages.count < m_health.record->packages))
        set(EnvState::Broken, Text::tr("Some of its packages are gone."), repairIt());
    else
        return true;
    return false;
}

bool Examiner::examineLink()
{
    if (!m_home.rules.isBoundByLink)
        return true;
    m_health.isLinkWrong = true;
    const QString target = QFileInfo(env().link).canonicalFilePath();
    if (!target.isEmpty() && target == QFileInfo(envPrefix(env().place)).canonicalFilePath()) {
        // comfy-env takes the first one it finds: a link of before may win.
        if (m_health.others.isEmpty()) {
            m_health.isLinkWrong = false;
            return true;
        }
        set(EnvState::Broken,
            Text::tr("Beside its link there is an older one, which may be taken instead: %1.")
                .arg(m_health.others.constFirst()),
            repairIt());
        return false;
    }
    set(EnvState::Broken, Text::tr("The link that leads to it is not there, or leads elsewhere."),
        repairIt());
    return false;
}

EnvHealth Examiner::run()
{
    if (env().problem) {
        set(EnvState::Unreadable, env().problem->message, env().problem->nextStep);
        return m_health;
    }
    lookForOthers();
    m_health.record = readEnvRecord(env().place);
    if (m_health.record) {
        m_health.python = m_health.record->python;
        m_health.packages = m_health.record->packages;
    }
    if (m_health.python.isEmpty())
        m_health.python =
            env().config->python.isEmpty() ? m_home.host.python : env().config->python;
    if (isBeingBuilt()) {
        set(EnvState::Building, Text::tr("It is being built."), Text::tr("Wait for it."));
        return m_health;
    }
    if (examineOrigin() && examinePlace() && examineStamp() && examineConfig() && examinePackages()
        && examineLink())
        set(EnvState::Built, {}, {});
    else
        m_health.lastError = envFailure(envLogFile(env().place));
    return m_health;
}

} // namespace

QString envStateName(EnvState state)
{
    switch (state) {
    case EnvState::Built:
        return u"built"_s;
    case EnvState::Building:
        return u"building"_s;
    case EnvState::Missing:
        return u"missing"_s;
    case EnvState::Stale:
        return u"stale"_s;
    case EnvState::Broken:
        return u"broken"_s;
    case EnvState::OtherGeneration:
        return u"other-generation"_s;
    case EnvState::Moved:
        return u"moved"_s;
    case EnvState::Unreadable:
        return u"unreadable"_s;
    }
    return {};
}

QString envStateText(EnvState state)
{
    switch (state) {
    case EnvState::Built:
        return Text::tr("built");
    case EnvState::Building:
        return Text::tr("being built");
    case EnvState::Missing:
        return Text::tr("missing");
    case EnvState::Stale:
        return Text::tr("out of date");
    case EnvState::Broken:
        return Text::tr("broken");
    case EnvState::OtherGeneration:
        return Text::tr("made for something else");
    case EnvState::Moved:
        return Text::tr("made elsewhere");
    case EnvState::Unreadable:
        return Text::tr("not readable");
    }
    return {};
}

EnvHealth examineEnv(const IsolatedEnv &env, const EnvHome &home, Os os, BuildLock lock)
{
    EnvHealth health = Examiner(env, home, os, lock).run();
    proveEnv(health, os);
    return health;
}

Result<QList<EnvHealth>> readAllEnvHealth(const EnvHome &home, Os os, const JobContext &job)
{
    const Result<QList<IsolatedEnv>> envs = discoverEnvs(home, job);
    if (!envs)
        return envs.error();
    QList<EnvHealth> healths(envs->size());
    EnvHealth *const first = healths.data();
    inParallel(envs->size(), job, [&](qsizetype position) {
        first[position] = examineEnv(envs->at(position), home, os);
    });
    if (job.isCancelled())
        return cancelledError();
    return healths;
}

} // namespace portico
