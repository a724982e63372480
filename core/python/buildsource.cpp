// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/buildsource.h"

#include "core/archive/unpack.h"
#include "core/io/file.h"
#include "core/io/toml.h"
#include "core/platform/hostos.h"
#include "core/python/lock.h"
#include "core/python/packageneed.h"
#include "core/python/torchfamily.h"
#include "core/python/uv.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BuildSource)
};

Error didNotBuild(const QString &package, const QString &words)
{
    return {.code = ErrorCode::ProcessFailed,
            .message = Text::tr("“%1” could not be built on this computer.").arg(package),
            .nextStep = Text::tr("Leave out the node pack that needs it, or install a compiler and "
                                 "what its documentation asks for."),
            .detail = words};
}

class Build
{
public:
    Build(const SourceBuild &build, const ProcessRunner &processes, const Uv &uv,
          const JobContext &job)
        : m_build(build)
        , m_processes(processes)
        , m_uv(uv)
        , m_job(job)
    { }

    Result<QString> run();

private:
    Result<> unpack();
    Result<UvOutput> uv(const QStringList &arguments) const;
    Result<UvOutput> buildIn(const QStringList &more) const;
    Result<UvOutput> buildBesideBase() const;
    QString place(QLatin1StringView what) const { return m_build.folder + what; }

    const SourceBuild &m_build;
    const ProcessRunner &m_processes;
    const Uv &m_uv;
    const JobContext &m_job;
    QString m_source; ///< the folder with pyproject.toml or setup.py
};

Result<> Build::unpack()
{
    if (QFileInfo(m_build.source).isDir()) {
        m_source = m_build.source;
        return {};
    }
    const QString folder = place("/source"_L1);
    const Result<> made = makeFolder(folder);
    if (!made)
        return made;
    const Result<UnpackSummary> unpacked = unpackArchive({.archive = m_build.source,
                                                          .furtherVolumes = {},
                                                          .destination = folder,
                                                          .manifestFile = {},
                                                          .rulesFor = hostOs(),
                                                          .limits = {}},
                                                         m_processes, m_job);
    if (!unpacked)
        return unpacked.error().inContext(
            Text::tr("The source of “%1” cannot be unpacked.").arg(m_build.package));
    const QStringList inside = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    m_source = inside.size() == 1 ? folder + u'/' + inside.constFirst() : folder;
    return {};
}

Result<UvOutput> Build::uv(const QStringList &arguments) const
{
    QMap<QString, QString> variables = indexVariables({}, {}, m_uv);
    variables.insert(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s); // builds import from the base
    return m_uv.run({.arguments = arguments + QStringList{u"--no-python-downloads"_s},
                     .variables = variables,
                     .workingFolder = m_build.folder},
                    m_job);
}

Result<UvOutput> Build::buildIn(const QStringList &more) const
{
    return uv(QStringList{u"build"_s, u"--wheel"_s, u"--no-sources"_s, u"--out-dir"_s,
                          place("/wheel"_L1), m_source}
              + more);
}

Result<UvOutput> Build::buildBesideBase() const
{
    const QString environment = place("/environment"_L1);
    const QString python =
        environment + (hostOs() == Os::Windows ? "/Scripts/python.exe"_L1 : "/bin/python"_L1);
    const Result<UvOutput> made =
        uv({u"venv"_s, u"--python"_s, m_build.python, u"--system-site-packages"_s, environment});
    if (!made)
        return made;
    const Result<QByteArray> project = readFile(m_source + "/pyproject.toml"_L1, kMostTomlBytes);
    const Result<UvOutput> needed = uv(QStringList{u"pip"_s, u"install"_s, u"--python"_s, python}
                                       + buildNeeds(project ? *project : QByteArray()));
    if (!needed)
        return needed;
    return buildIn({u"--no-build-isolation"_s, u"--python"_s, python});
}

/** Whether a build failed because it is kept from seeing what the base has. */
bool looksForTorch(const QString &words)
{
    static const QRegularExpression missing(
        uR"re((No module named|requires|needs) ['"]?(torch|numpy|Cython|pybind11|packaging|setuptools|pkg_resources|wheel)\b)re"_s,
        QRegularExpression::CaseInsensitiveOption);
    return missing.match(words).hasMatch();
}

Result<QString> Build::run()
{
    const Result<> unpacked = unpack();
    if (!unpacked)
        return unpacked.error();
    Result<UvOutput> output = buildIn({u"--python"_s, m_build.python});
    if (!output && looksForTorch(output.error().detail + output.error().message)) {
        m_job.log(Text::tr("“%1” looks for packages of the base while it is built: it is shown "
                           "them.")
                      .arg(m_build.package));
        output = buildBesideBase();
    }
    if (!output) {
        const Error &error = output.error();
        const bool isItsOwn =
            error.code == ErrorCode::ProcessFailed || error.code == ErrorCode::Unsupported;
        return isItsOwn ? didNotBuild(m_build.package, error.detail) : error;
    }
    const QDir made(place("/wheel"_L1));
    const QStringList wheels = made.entryList({u"*.whl"_s}, QDir::Files);
    if (wheels.isEmpty())
        return didNotBuild(m_build.package, output->words);
    return made.filePath(wheels.constFirst());
}

} // namespace

QStringList buildNeeds(const QByteArray &pyproject)
{
    const Result<QJsonObject> project = parseToml(pyproject, u"pyproject.toml"_s);
    const QJsonObject system =
        project ? project->value("build-system"_L1).toObject() : QJsonObject();
    QStringList needs;
    for (const auto &value : system.value("requires"_L1).toArray()) {
        const auto need = PackageNeed::fromText(value.toString());
        if (need && need->url.isEmpty() && !isOfTorchFamily(need->name))
            needs += need->text;
    }
    if (!system.contains("requires"_L1))
        needs = QStringList{u"setuptools"_s};
    if (!needs.contains(u"wheel"_s))
        needs += u"wheel"_s;
    return needs;
}

Result<QString> buildSource(const SourceBuild &build, const ProcessRunner &processes, const Uv &uv,
                            const JobContext &job)
{
    return Build(build, processes, uv, job).run();
}

} // namespace portico
