// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envplan.h"

#include "core/isolation/envfloors.h"
#include "core/isolation/envname.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::EnvPlan)
};

Error unsupported(const QString &message, const QString &nextStep)
{
    return {.code = ErrorCode::Unsupported, .message = message, .nextStep = nextStep, .detail = {}};
}

/** Packages of [cuda] that are not torch's own. */
QStringList wheelPackages(const EnvConfig &config)
{
    QStringList packages;
    for (const QString &package : config.cudaPackages) {
        if (package != "torch"_L1 && package != "torchvision"_L1 && package != "torchaudio"_L1)
            packages += package;
    }
    return packages;
}

class Planner
{
public:
    Planner(const EnvPlanRequest &request, const JobContext &job)
        : m_request(request)
        , m_job(job)
    { }

    Result<EnvPlan> run();

private:
    Result<> check() const;
    Result<> chooseTorch();
    Result<bool> tryCombo(const WheelCombo &combo, QString &missing);
    void derive();

    const EnvRules &rules() const { return m_request.home.rules; }
    const HostStack &host() const { return m_request.home.host; }
    const EnvConfig &config() const { return *m_request.env.config; }
    QString platform() const { return pixiPlatform(host().os, host().architecture); }
    QString pythonOf(const EnvConfig &config) const
    {
        return config.python.isEmpty() ? host().python : config.python;
    }
    /** The person's choice, as COMFY_ENV_CUDA_VERSION was; else what fits the GPU. */
    QString recommended() const
    {
        return m_request.home.cudaByHand.isEmpty() ? recommendedCuda(m_request.home.gpus)
                                                   : m_request.home.cudaByHand;
    }

    const EnvPlanRequest &m_request;
    const JobContext &m_job;
    EnvPlan m_plan;
};

Result<> Planner::check() const
{
    if (m_request.env.problem)
        return *m_request.env.problem;
    if (!rules().canBuild)
        return unsupported(
            Text::tr("comfy-env %1 keeps its environments in a way that Portico does not build.")
                .arg(rules().version.toString()),
            Text::tr("Update the pack: newer ones ask for comfy-env 0.4.22 or later."));
    if (rules().wantsHostTorch && host().torch.isEmpty())
        return unsupported(
            Text::tr("This install has no torch, and comfy-env %1 makes environments "
                     "only for one that has.")
                .arg(rules().version.toString()),
            Text::tr("Repair the install first."));
    return {};
}

/** Every package of every environment, in each one's Python, or none of them. */
Result<bool> Planner::tryCombo(const WheelCombo &combo, QString &missing)
{
    QList<CudaWheel> own;
    for (const IsolatedEnv &env : m_request.all) {
        const QStringList packages = env.config ? wheelPackages(*env.config) : QStringList();
        if (packages.isEmpty())
            continue;
        const Result<CudaWheelAnswer> answer =
            m_request.wheels(packages, combo, pythonOf(*env.config), m_job);
        if (!answer)
            return answer.error();
        if (!answer->missing.isEmpty()) {
            missing = answer->missing;
            return false;
        }
        if (env.name == m_request.env.name)
            own = answer->wheels;
    }
    m_plan.wheels = own;
    return true;
}

Result<> Planner::chooseTorch()
{
    const bool isFirst = rules().generation == EnvGeneration::First;
    const bool isMac = host().os == Os::MacOS;
    m_plan.torch = hostTorchPin(host(), isFirst ? QString() : recommended());
    if (isFirst)
        m_plan.torch = {.pin = {}, .index = {}, .cuda = isMac ? QString() : recommended()};
    const QStringList packages = wheelPackages(config());
    if (packages.isEmpty() || m_plan.torch.cuda.isEmpty() || (!isFirst && !host().hasGpu))
        return {};
    const WheelCombo own = isFirst
        ? WheelCombo{.cuda = m_plan.torch.cuda,
                     .torch = m_plan.torch.cuda.startsWith("12.4"_L1) ? u"2.4"_s : u"2.8"_s}
        : WheelCombo{.cuda = m_plan.torch.cuda, .torch = host().torchMinor()};
    QString missing;
    const Result<bool> fits = own.torch.isEmpty() ? Result<bool>(false) : tryCombo(own, missing);
    if (!fits || *fits)
        return fits ? Result<>() : fits.error();
    const QString firstMissing = missing;
    const WheelCombo other = fallbackCombo(host(), rules());
    const Result<bool> fallback = isFirst ? Result<bool>(false) : tryCombo(other, missing);
    if (!fallback)
        return fallback.error();
    if (!*fallback)
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("Nobody offers “%1” for CUDA %2 with torch %3 on this "
                                         "computer.")
                                    .arg(firstMissing, own.cuda, own.torch),
                     .nextStep = Text::tr("Try again later, or ask the author of the pack “%1”.")
                                     .arg(m_request.env.pack),
                     .detail = "fallback missing: "_L1 + missing};
    m_plan.torch = pinOf(other);
    m_plan.isFallback = true;
    m_job.log(Text::tr("“%1” is not offered for CUDA %2 with torch %3: the environments with CUDA "
                       "wheels get torch %4 for CUDA %5.")
                  .arg(firstMissing, own.cuda, own.torch, other.torch, other.cuda));
    return {};
}

void Planner::derive()
{
    QStringList addresses;
    for (const CudaWheel &wheel : m_plan.wheels)
        addresses += QString::fromUtf8(wheel.url.toEncoded());
    QList<EnvConfig> all;
    for (const IsolatedEnv &env : m_request.all) {
        if (env.config)
            all += *env.config;
    }
    if (rules().hasIdentity)
        m_plan.hash = {
            .identity = envIdentity(m_plan.manifest, addresses, rules()),
            .fastKey = envFastKey(
                {.config = config().bytes, .all = all, .host = host(), .rules = rules()})};
    QString provenance = u"install_workspace"_s;
    if (!m_plan.wheels.isEmpty())
        provenance += m_plan.isFallback ? ":fallback"_L1 : ":bootstrap"_L1;
    m_plan.stamp = {.comfyEnvVersion = rules().version.toString(),
                    .abiTag = m_request.home.tag,
                    .source = envSource(m_request.env.pack, m_request.env.folder),
                    .torchPin = m_plan.torch.pin,
                    .provenance = provenance,
                    .comfyVersion = m_request.home.comfyVersion,
                    .hostPins =
                        rules().hashesHostPins ? host().hostPins : QMap<QString, QString>()};
}

Result<EnvPlan> Planner::run()
{
    const Result<> possible = check();
    if (!possible)
        return possible.error();
    const Result<> enough = checkFloors(floorsOf(config()), host(), m_request.env);
    if (!enough)
        return enough.error();
    m_plan.env = m_request.env;
    m_plan.python = pythonOf(config());
    const Result<> torch = chooseTorch();
    if (!torch)
        return torch.error();
    ManifestRequest manifest{.config = config(),
                             .rules = rules(),
                             .host = host(),
                             .name = rules().isBoundByLink ? m_request.env.folderName
                                                           : m_request.env.name,
                             .torch = m_plan.torch,
                             .cuda = m_plan.torch.cuda};
    for (const CudaWheel &wheel : m_plan.wheels) {
        QString address = QString::fromUtf8(wheel.url.toEncoded());
        if (!wheel.sha256.isNull())
            address += "#sha256="_L1 + wheel.sha256.toHex();
        manifest.wheels.insert(wheel.package, address);
    }
    const Result<QVariantMap> built = pixiManifest(manifest);
    if (!built)
        return built.error();
    m_plan.manifest = *built;
    m_plan.engine = chooseEngine(config(), platform());
    // Of its own accord comfy-env demands more of pixi than the packages of uv need.
    const Result<> pixis = m_plan.engine.engine == EnvEngine::Pixi
        ? checkFloors(floorsIn(m_plan.manifest), host(), m_request.env)
        : Result<>();
    if (!pixis)
        return pixis.error();
    m_plan.needs = uvNeeds(m_plan.manifest, rules(), platform());
    derive();
    return m_plan;
}

} // namespace

Result<EnvPlan> planEnv(const EnvPlanRequest &request, const JobContext &job)
{
    return Planner(request, job).run();
}

} // namespace portico
