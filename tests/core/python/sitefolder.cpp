// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "sitefolder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace portico;
using namespace Qt::StringLiterals;

SitePackages::SitePackages(const QString &below)
    : m_path(below.isEmpty() ? m_folder.path() : m_folder.filePath(below))
{
    if (!m_folder.isValid() || !QDir().mkpath(m_path))
        qFatal("no temporary folder");
}

QString SitePackages::path(const QString &relative) const
{
    return relative.isEmpty() ? m_path : m_path + u'/' + relative;
}

void SitePackages::put(const QString &relative, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path(relative)).path());
    QFile file(path(relative));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(relative));
}

void SitePackages::remove(const QString &relative)
{
    if (!QFile::remove(path(relative)) && !QDir(path(relative)).removeRecursively())
        qFatal("cannot remove %s", qPrintable(relative));
}

void SitePackages::add(const Package &package)
{
    const QString module = QString(package.name).replace(u'-', u'_');
    const QString info = u"%1-%2.dist-info"_s.arg(module, package.version);
    QMap<QString, QByteArray> files = package.files;
    if (files.isEmpty())
        files.insert(module + "/__init__.py"_L1, "pass\n");
    QByteArray metadata = "Metadata-Version: 2.1\nName: " + package.name.toUtf8()
        + "\nVersion: " + package.version.toUtf8() + '\n';
    for (const QString &need : package.needs)
        metadata += "Requires-Dist: " + need.toUtf8() + '\n';
    files.insert(info + "/METADATA"_L1, metadata + "\nA description.\nRequires-Dist: not-this\n");
    files.insert(info + "/WHEEL"_L1, "Wheel-Version: 1.0\nTag: " + package.tag + '\n');
    files.insert(info + "/INSTALLER"_L1, "pip\n");
    QByteArray record;
    for (auto file = files.constBegin(); file != files.constEnd(); ++file) {
        put(file.key(), file.value());
        record += file.key().toUtf8() + ",sha256="
            + QCryptographicHash::hash(file.value(), QCryptographicHash::Sha256)
                  .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
            + ',' + QByteArray::number(file.value().size()) + '\n';
    }
    put(info + "/RECORD"_L1, record + info.toUtf8() + "/RECORD,,\n");
}

void SitePackages::addTorch(const QString &label, const QString &version)
{
    const bool isCuda = label.startsWith("cu"_L1) || label.isEmpty();
    const QString cuda =
        label.isEmpty() ? u"12.8"_s : label.mid(2).chopped(1) + u'.' + label.right(1);
    const QString suffix = label.isEmpty() ? QString() : u'+' + label;
    const QString said = isCuda ? u"'%1'"_s.arg(cuda) : u"None"_s;
    QMap<QString, QByteArray> files{
        {u"torch/__init__.py"_s, "pass\n"},
        {u"torch/version.py"_s,
         u"__version__ = '%1%2'\ncuda: Optional[str] = %3\nhip: Optional[str] = None\n"_s
             .arg(version, suffix, said)
             .toUtf8()},
        {u"torch/lib/libtorch_cpu.so"_s, label.toUtf8() + "-library"},
        {u"torch/_C.cpython-312-x86_64-linux-gnu.so"_s, "extension"}};
    if (isCuda)
        files.insert(u"torch/lib/libtorch_cuda.so"_s, "cuda");
    add({.name = u"torch"_s, .version = version + suffix, .files = files});
    const std::pair<QString, QString> others[] = {{u"torchvision"_s, u"0.24.1"_s},
                                                  {u"torchaudio"_s, u"2.9.1"_s}};
    for (const auto &[name, number] : others)
        add({.name = name,
             .version = number + suffix,
             .needs = {u"torch==%1"_s.arg(version)},
             .files = {{name + "/__init__.py"_L1, "pass\n"},
                       {name + "/version.py"_L1,
                        u"__version__ = '%1%2'\n"_s.arg(number, suffix).toUtf8()}}});
}

EnvironmentRequest SitePackages::request(Os os) const
{
    return {.folders = {path()},
            .pythonVersion = u"3.12.10"_s,
            .os = os,
            .architecture = Architecture::X64};
}

PythonEnvironment SitePackages::read() const
{
    const Result<PythonEnvironment> environment = readEnvironment(request(), JobContext());
    if (!environment)
        qFatal("%s", qPrintable(environment.error().message));
    return *environment;
}

Verdict SitePackages::verdict(const VerdictRequest &request) const
{
    return judge(read(), request);
}

QStringList linesOf(const Verdict &verdict)
{
    QStringList lines;
    for (const Finding &finding : verdict.findings)
        lines += u"%1 %2 %3"_s.arg(findingName(finding.kind),
                                   finding.weight == Weight::Breaks ? u"breaks"_s : u"remark"_s,
                                   finding.packages.join(u','));
    return lines;
}
