// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/layerresolver.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/platform/clonefile.h"
#include "core/python/baselock.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::LayerResolver)
};

/** Each round learns something new, so that few are needed; no index may make it endless. */
constexpr int kMostRounds = 40;

bool addNew(QStringList &list, const QString &name)
{
    if (list.contains(name))
        return false;
    list += name;
    return true;
}

QStringList allCaptured(const QString &pattern, const QString &text)
{
    QStringList captured;
    for (const QRegularExpressionMatch &match : QRegularExpression(pattern).globalMatch(text))
        addNew(captured, normalisedPackage(match.captured(1)));
    return captured;
}

/** What packages ask for beside torch itself, so that it need not be met in a resolution first. */
QStringList usualParts()
{
    QStringList names;
    for (const QLatin1StringView part :
         {"cublas"_L1, "cuda-nvrtc"_L1, "cuda-runtime"_L1, "cuda-cupti"_L1, "cudnn"_L1, "cufft"_L1,
          "curand"_L1, "cusolver"_L1, "cusparse"_L1, "cusparselt"_L1, "nccl"_L1, "nvjitlink"_L1,
          "nvtx"_L1}) {
        for (const QLatin1StringView cuda : {""_L1, "-cu11"_L1, "-cu12"_L1, "-cu13"_L1})
            names += "nvidia-"_L1 + part + cuda;
    }
    return names;
}

/** A version that the plain index may have: the base's other packages came from elsewhere. */
bool isFromIndex(const Distribution &distribution)
{
    return distribution.origin.isEmpty() && !distribution.isEditable
        && !distribution.version.contains(u'+');
}

QByteArray lines(const QStringList &list)
{
    return list.join(u'\n').toUtf8() + '\n';
}

} // namespace

bool isNoSolution(const Error &error)
{
    const QString words = error.detail.simplified();
    return words.contains("No solution found when resolving dependencies"_L1)
        || words.contains("parse requirement"_L1)
        || words.contains("Requirements contain conflicting"_L1);
}

LayerResolver::LayerResolver(const LayerRequest &request, const Uv &uv, const JobContext &job)
    : m_request(request)
    , m_uv(uv)
    , m_job(job)
{
    QStringList names;
    for (const Distribution &distribution : request.base.distributions)
        names += distribution.name;
    exclude(torchFamilyNames(names) + usualParts());
    for (const QString &pin : baseConstraints(request.base))
        m_pins.insert(pin.section("=="_L1, 0, 0), pin);
    for (const QString &pin : request.pins) {
        const QString name = pin.section("=="_L1, 0, 0);
        if (!m_excluded.contains(name) && !m_pins.contains(name))
            m_pins.insert(name, pin);
    }
    for (const Distribution &distribution : request.base.distributions) {
        if (!isFromIndex(distribution) && !isOfTorchFamily(distribution.name))
            m_unpinned += distribution.name;
    }
    exclude(m_unpinned);
    if (request.cooldownDays > 0)
        m_cutoff = request.now.addDays(-request.cooldownDays);
}

void LayerResolver::exclude(const QStringList &names)
{
    for (const QString &name : names) {
        m_excluded += name;
        m_pins.remove(name);
    }
}

bool LayerResolver::isPin(const QString &name) const
{
    return m_pins.contains(name);
}

/** Files by their names alone, in the working folder: uv before 0.13 takes a path with a space for
 *  several files. */
QStringList LayerResolver::arguments(Dependencies dependencies) const
{
    QStringList arguments{u"pip"_s,
                          u"compile"_s,
                          u"packages.in"_s,
                          u"--python"_s,
                          m_request.python,
                          u"--format"_s,
                          u"pylock.toml"_s,
                          u"--no-header"_s,
                          u"--no-python-downloads"_s,
                          u"--no-sources"_s,
                          u"--index-strategy"_s,
                          u"first-index"_s,
                          u"--excludes"_s,
                          u"excluded.txt"_s,
                          u"--constraints"_s,
                          u"constraints.txt"_s};
    if (QFileInfo(suppliedFolder()).isDir())
        arguments << u"--find-links"_s << QFileInfo(suppliedFolder()).fileName();
    if (m_cutoff) {
        arguments << u"--exclude-newer"_s << m_cutoff->toUTC().toString(Qt::ISODate);
        const QString never = m_request.now.addYears(100).toUTC().toString(Qt::ISODate);
        for (const QString &name : m_pins.keys() + m_young) // the base's own count at any age
            arguments << u"--exclude-newer-package"_s << name + u'=' + never;
    }
    if (dependencies == Dependencies::Ignore) // no metadata is asked for: nothing is built
        return arguments << u"--no-deps"_s;
    return arguments << u"--only-binary"_s << u":all:"_s;
}

QString LayerResolver::suppliedFolder() const
{
    return m_request.folder + "/wheels"_L1;
}

Result<> LayerResolver::supply(const QString &package, const QString &wheelFile)
{
    const Result<> made = makeFolder(suppliedFolder());
    if (!made)
        return made;
    const QString target = suppliedFolder() + u'/' + QFileInfo(wheelFile).fileName();
    if (!QFileInfo::exists(target)) {
        const Result<> linked = cloneFile(wheelFile, target, CloneMethod::HardLink);
        const Result<> cloned = linked ? linked : cloneFile(wheelFile, target, CloneMethod::Copy);
        if (!cloned)
            return cloned;
    }
    m_builds.removeAll(package);
    m_excluded.remove(package);
    return {};
}

Result<> LayerResolver::writeFiles(const QList<WantedNeed> &needs) const
{
    QStringList requests;
    for (const WantedNeed &need : needs) {
        if (!requests.contains(need.request))
            requests += need.request;
    }
    const Result<> packages =
        writeFileAtomically(m_request.folder + "/packages.in"_L1, lines(requests));
    if (!packages)
        return packages;
    QStringList excluded(m_excluded.begin(), m_excluded.end());
    excluded.sort();
    const Result<> left =
        writeFileAtomically(m_request.folder + "/excluded.txt"_L1, lines(excluded));
    if (!left)
        return left;
    return writeFileAtomically(m_request.folder + "/constraints.txt"_L1, lines(m_pins.values()));
}

Result<UvOutput> LayerResolver::ask(const QList<WantedNeed> &needs, Dependencies dependencies)
{
    const Result<> written = writeFiles(needs);
    if (!written)
        return written.error();
    return m_uv.run({.arguments = arguments(dependencies),
                     .variables = indexVariables({}, {}, m_uv),
                     .workingFolder = m_request.folder,
                     .step = m_request.step,
                     .words = UvWords::Hide},
                    m_job);
}

bool LayerResolver::learnYoung(const QString &words)
{
    bool isNew = false;
    for (const QString &name :
         allCaptured(uR"re(`([A-Za-z0-9._-]+)` was filtered by `exclude-newer`)re"_s, words))
        isNew = addNew(m_young, name) || isNew;
    return isNew;
}

bool LayerResolver::learnMissingPins(const QString &words)
{
    bool isNew = false;
    const QStringList names =
        allCaptured(uR"re(there (?:is|are) no versions? of ([A-Za-z0-9._-]+)==)re"_s, words)
        + allCaptured(uR"re(([A-Za-z0-9._-]+) was not found in the package registry)re"_s, words)
        + allCaptured(uR"re(([A-Za-z0-9._-]+)==\S+ has no wheels with a matching)re"_s, words)
        + allCaptured(uR"re(Wheels are required for `([A-Za-z0-9._-]+)`)re"_s, words);
    for (const QString &name : names) {
        if (!isPin(name))
            continue;
        addNew(m_unpinned, name);
        exclude({name});
        isNew = true;
    }
    return isNew;
}

/** Before the person consents, nothing is built, not even to ask what it needs. */
bool LayerResolver::learnBuilds(const QString &words)
{
    bool isNew = false;
    for (const QString &name :
         allCaptured(uR"re(Wheels are required for `([A-Za-z0-9._-]+)`)re"_s, words)) {
        if (isPin(name) || !addNew(m_builds, name))
            continue;
        exclude({name});
        isNew = true;
    }
    return isNew;
}

/** Parts of the torch family that nobody had named before. */
bool LayerResolver::learnFamily(const QString &words)
{
    QStringList family = allCaptured(uR"re(([A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]))re"_s, words);
    family.removeIf([this](const QString &name) {
        return !isOfTorchFamily(name) || m_excluded.contains(name);
    });
    exclude(family);
    return !family.isEmpty();
}

LayerResolver::Learnt LayerResolver::learn(const QString &words)
{
    if (m_cutoff && words.contains("missing an upload date"_L1)) {
        m_cutoff.reset();
        m_hasNoDates = true;
        return Learnt::Something;
    }
    const bool isNew = learnFamily(words) || learnBuilds(words) || learnMissingPins(words)
        || (m_cutoff && learnYoung(words));
    return isNew ? Learnt::Something : Learnt::Nothing;
}

Result<LayerResolution> LayerResolver::resolve(const QList<WantedNeed> &needs)
{
    const QStringList youngBefore = m_young;
    for (int round = 0; round < kMostRounds; ++round) {
        const Result<UvOutput> output = ask(needs, Dependencies::Follow);
        if (output)
            return read(*output, needs);
        const bool isTeaching = output.error().code != ErrorCode::Cancelled;
        if (isTeaching && learn(output.error().detail.simplified()) == Learnt::Something)
            continue;
        m_young = youngBefore; // it did not help
        return output.error();
    }
    return Error{.code = ErrorCode::Unsupported,
                 .message = Text::tr("The packages that the node packs need do not go together."),
                 .nextStep = Text::tr("Leave out one of the node packs."),
                 .detail = u"No solution found when resolving dependencies"_s};
}

Result<LayerResolution> LayerResolver::read(const UvOutput &output, const QList<WantedNeed> &needs)
{
    const Result<QList<ResolvedPackage>> all = parseResolution(output.text, m_request.base);
    if (!all)
        return all.error();
    LayerResolution resolution;
    QStringList family;
    for (const ResolvedPackage &package : *all) {
        if (isOfTorchFamily(package.name))
            family += package.name;
        else if (m_request.base.find(package.name))
            continue;
        else if (package.wheels.isEmpty())
            resolution.builds += package;
        else
            resolution.packages += package;
    }
    if (!family.isEmpty()) { // parts that nobody had named before, such as nvidia-*
        exclude(family);
        return resolve(needs);
    }
    const Result<QList<ResolvedPackage>> builds = readBuilds(needs);
    if (!builds)
        return builds.error();
    resolution.builds += *builds;
    resolution.yanked = allCaptured(uR"re(`([A-Za-z0-9._-]+)==[^`]*` is yanked)re"_s, output.words);
    return resolution;
}

/** Version, size and hash of what must be built, without running any of it. */
Result<QList<ResolvedPackage>> LayerResolver::readBuilds(const QList<WantedNeed> &needs)
{
    QList<ResolvedPackage> builds;
    for (const QString &name : std::as_const(m_builds)) {
        if (!m_excluded.contains(name))
            continue;
        QList<WantedNeed> own;
        std::copy_if(needs.begin(), needs.end(), std::back_inserter(own),
                     [&name](const WantedNeed &need) { return need.name == name; });
        if (own.isEmpty()) // somebody's need that is asked for no more, or a package's
            own += WantedNeed{.pack = {}, .text = name, .name = name, .request = name};
        m_excluded.remove(name);
        const Result<UvOutput> output = ask(own, Dependencies::Ignore);
        m_excluded += name;
        if (!output && !isNoSolution(output.error()))
            return output.error();
        const Result<QList<ResolvedPackage>> found = output
            ? parseResolution(output->text, m_request.base)
            : Result<QList<ResolvedPackage>>(QList<ResolvedPackage>());
        if (!found)
            return found.error();
        builds += found->isEmpty() ? ResolvedPackage{.name = name} : found->constFirst();
    }
    return builds;
}

} // namespace portico
