// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/manifestparts.h"

#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PixiManifest)
};

const QStringList &hostPinnedNames()
{
    static const QStringList names{u"comfy-aimdo"_s, u"comfy-kitchen"_s};
    return names;
}

bool isTorch(const QString &name)
{
    const QString lower = name.toLower();
    return lower == "torch"_L1 || lower == "torchvision"_L1 || lower == "torchaudio"_L1;
}

QString versionIn(const QVariant &entry)
{
    return entry.typeId() == QMetaType::QVariantMap ? entry.toMap().value(u"version"_s).toString()
                                                    : entry.toString();
}

void setDefault(QVariantMap &table, const QString &key, const QVariant &value)
{
    if (!table.contains(key))
        table.insert(key, value);
}

/** torch's family where the author asked for it among the CUDA packages. */
void addFirstTorch(const ManifestRequest &request, QVariantMap &packages)
{
    const bool isOld = request.cuda.section(u'.', 0, 1) == "12.4"_L1;
    const QString torch = isOld ? u"2.4"_s : u"2.8"_s;
    const QString vision = isOld ? u"0.19"_s : u"0.23"_s;
    for (const QString &package : request.config.cudaPackages) {
        if (!isTorch(package) || package != package.toLower())
            continue;
        const QString version = package == "torchvision"_L1 ? vision : torch;
        packages.insert(package,
                        QVariantMap{{u"version"_s, "=="_L1 + version + ".*"_L1},
                                    {u"index"_s, torchIndexText(request.cuda)}});
    }
}

} // namespace

QVariantMap withoutTorch(QVariantMap table)
{
    table.removeIf([](QVariantMap::iterator entry) { return isTorch(entry.key()); });
    return table;
}

QVariantMap systemFloors(const HostStack &host, FloorSpelling spelling)
{
    QVariantMap floors;
    if (!host.glibc.isEmpty()) {
        if (spelling == FloorSpelling::Platform)
            floors.insert(u"glibc"_s, host.glibc);
        else
            floors.insert(u"libc"_s,
                          QVariantMap{{u"family"_s, u"glibc"_s}, {u"version"_s, host.glibc}});
    }
    if (!host.macosFloor.isEmpty())
        floors.insert(u"macos"_s, host.macosFloor);
    return floors;
}

HostPinned::HostPinned(const EnvRules &rules, const HostStack &host)
    : m_isActive(rules.hashesHostPins)
{
    for (auto pin = host.hostPins.cbegin(); m_isActive && pin != host.hostPins.cend(); ++pin)
        m_pins.insert(pin.key(), "=="_L1 + pin.value());
}

QVariantMap HostPinned::splitFrom(QVariantMap &table, const QString &where)
{
    QVariantMap replaced;
    if (!m_isActive)
        return replaced;
    for (const QString &key : table.keys()) {
        const QString name = normalisedPackage(key);
        if (!hostPinnedNames().contains(name))
            continue;
        const QString asked = versionIn(table.take(key));
        const QString wanted = m_pins.value(name).toString();
        if (wanted.isEmpty())
            continue; // the solver chooses: it is not the pack's to say
        if (asked.startsWith("=="_L1) && asked != wanted)
            m_problem =
                Error{.code = ErrorCode::InvalidInput,
                      .message = Text::tr("[%1] asks for %2%3, but ComfyUI has %4, and both must "
                                          "have the same.")
                                     .arg(where, key, asked, wanted.mid(2)),
                      .nextStep = Text::tr("Remove that line of comfy-env.toml."),
                      .detail = {}};
        replaced.insert(name, wanted);
    }
    return replaced;
}

QVariantMap HostPinned::replacedIn(QVariantMap table, const QString &where)
{
    const QVariantMap replaced = splitFrom(table, where);
    table.insert(replaced);
    return table;
}

QVariantMap HostPinned::wantedFor(const QString &torchIndex) const
{
    QVariantMap wanted = m_pins;
    if (torchIndex.isEmpty() || torchIndex.contains("cpu"_L1, Qt::CaseInsensitive))
        wanted.remove(u"comfy-aimdo"_s); // it knows CUDA alone
    return wanted;
}

QVariantMap firstManifest(const ManifestRequest &request)
{
    QVariantMap manifest = request.config.passthrough;
    const bool isMac = request.host.os == Os::MacOS;
    const bool hasCuda = !request.config.cudaPackages.isEmpty() && !isMac;
    const QString platform = pixiPlatform(request.host.os, request.host.architecture);

    QVariantMap packages = manifest.value(u"pypi-dependencies"_s).toMap();
    if (hasCuda)
        addFirstTorch(request, packages);
    setDefault(packages, u"setuptools"_s, u">=75.0"_s);
    static const QRegularExpression forCuda(uR"(-cu\d+)"_s);
    if (isMac)
        packages.removeIf(
            [](QVariantMap::iterator entry) { return entry.key().contains(forCuda); });
    manifest.insert(u"pypi-dependencies"_s, packages);

    QVariantMap workspace = manifest.value(u"workspace"_s).toMap();
    setDefault(workspace, u"name"_s, request.name);
    setDefault(workspace, u"version"_s, u"0.1.0"_s);
    setDefault(workspace, u"channels"_s, QVariantList{u"conda-forge"_s});
    setDefault(workspace, u"platforms"_s, QVariantList{platform});
    manifest.insert(u"workspace"_s, workspace);

    const QVariantMap targets = manifest.take(u"target"_s).toMap();
    if (targets.contains(platform))
        manifest.insert(u"target"_s, QVariantMap{{platform, targets.value(platform)}});

    const QString cuda = hasCuda ? request.cuda : QString();
    if (request.host.os == Os::Linux || !cuda.isEmpty()) {
        QVariantMap system = manifest.value(u"system-requirements"_s).toMap();
        if (request.host.os == Os::Linux)
            setDefault(system, u"libc"_s,
                       QVariantMap{{u"family"_s, u"glibc"_s}, {u"version"_s, u"2.35"_s}});
        if (!cuda.isEmpty())
            system.insert(u"cuda"_s, cuda.section(u'.', 0, 0));
        manifest.insert(u"system-requirements"_s, system);
    }

    QVariantMap dependencies = manifest.value(u"dependencies"_s).toMap();
    const QString python =
        request.config.python.isEmpty() ? request.host.python : request.config.python;
    setDefault(dependencies, u"python"_s, python + ".*"_L1);
    setDefault(dependencies, u"pip"_s, u"*"_s);
    manifest.insert(u"dependencies"_s, dependencies);
    return manifest;
}

} // namespace portico
