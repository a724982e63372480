// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envhome.h"

#include "core/installs/install.h"
#include "core/installs/isolationvariables.h"
#include "core/installs/library.h"
#include "core/installs/verifyinstall.h"
#include "core/io/file.h"
#include "core/platform/libcversion.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostRequirements = 1 << 20;

QList<PackPin> pinsIn(const QString &customNodes)
{
    QList<PackPin> pins;
    for (const QFileInfo &pack :
         QDir(customNodes).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        if (pack.fileName().endsWith(".disabled"_L1))
            continue;
        const auto text = readFile(pack.filePath() + "/requirements.txt"_L1, kMostRequirements);
        const QString pin = text ? comfyEnvPinIn(*text) : QString();
        if (!pin.isEmpty())
            pins += PackPin{.pack = pack.fileName(), .version = pin};
    }
    return pins;
}

/** Without an installed comfy-env the newest pin counts: it is what will be installed. */
QVersionNumber versionOfPins(const QList<PackPin> &pins)
{
    QVersionNumber newest;
    for (const PackPin &pin : pins)
        newest = std::max(newest, QVersionNumber::fromString(pin.version));
    return newest;
}

/** Exact pins of what must be ComfyUI's, out of its requirements, where they are not installed. */
void addRequiredPins(const QString &comfyFolder, HostStack &host)
{
    const auto text = readFile(comfyFolder + "/requirements.txt"_L1, kMostRequirements);
    if (!text)
        return;
    for (const QString &name : {u"comfy-aimdo"_s, u"comfy-kitchen"_s}) {
        const QString stem = QString(name).replace(u'-', u"[-_]"_s);
        const QRegularExpression pin(u"^\\s*"_s + stem + u"\\s*==\\s*([^\\s#;]+)"_s,
                                     QRegularExpression::MultilineOption
                                         | QRegularExpression::CaseInsensitiveOption);
        const QRegularExpressionMatch match = pin.match(QString::fromUtf8(*text));
        if (!host.hostPins.contains(name) && match.hasMatch())
            host.hostPins.insert(name, match.captured(1));
    }
}

} // namespace

QString EnvHome::placeOf(const QString &folderName) const
{
    return rules.isBoundByLink ? root + u'/' + folderName : root + "/envs/"_L1 + folderName;
}

bool EnvHome::pinsDisagree() const
{
    return std::any_of(pins.begin(), pins.end(), [this](const PackPin &pin) {
        return QVersionNumber::fromString(pin.version) != rules.version;
    });
}

QString packsFolder(const Library &library, const Install &install)
{
    if (!install.isAdopted())
        return library.dataFolder(install.id) + "/custom_nodes"_L1;
    const Generation *const generation = install.generation();
    const QString comfy = generation ? generation->comfyFolder : QString();
    return QDir::cleanPath(library.runtimeFolder(install) + u'/' + comfy + "/custom_nodes"_L1);
}

QString envRootOf(const Library &library, const Install &install, const EnvPlaceFacts &facts)
{
    const QString chosen = install.settings.environment.value(u"COMFY_ENV_ROOT"_s);
    if (!chosen.isEmpty())
        return QDir::cleanPath(QDir::fromNativeSeparators(chosen));
    return install.isAdopted() ? defaultEnvRoot(facts) : isolationFolder(library, install);
}

QString comfyEnvPinIn(const QByteArray &requirements)
{
    static const QRegularExpression pin(
        uR"(^\s*comfy[-_.]env\s*(?:\[[^\]]*\])?\s*===?\s*([0-9][^\s;#,]*))"_s,
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pin.match(QString::fromUtf8(requirements));
    return match.captured(1);
}

Result<EnvHome> readEnvHome(const Library &library, const Install &install,
                            const EnvPlaceFacts &facts, const JobContext &job)
{
    const Result<EnvironmentRequest> request = environmentOf(library, install, facts.os);
    if (!request)
        return request.error();
    const Result<PythonEnvironment> environment = readEnvironment(*request, job);
    if (!environment)
        return environment.error();
    EnvHome home;
    home.customNodes = packsFolder(library, install);
    home.pins = pinsIn(home.customNodes);
    home.host = hostStackOf(*environment, Architecture::X64);
    home.host.glibc = glibcVersion();
    home.host.macos = hostMacos();
    home.host.hasGpu = !home.host.torchCuda().isEmpty();
    const Generation *const generation = install.generation();
    if (generation) {
        home.comfyVersion = generation->comfyVersion;
        addRequiredPins(library.runtimeFolder(install) + u'/' + generation->comfyFolder, home.host);
    }
    const std::optional<QVersionNumber> installed = comfyEnvIn(*environment);
    home.isInstalled = installed.has_value();
    QVersionNumber version = installed.value_or(versionOfPins(home.pins));
    if (version.isNull())
        version = QVersionNumber(0, 4, 46);
    home.rules = envRules(version);
    home.cudaByHand = cudaByHandFor(install, version);
    home.tag = abiTag(home.host, home.rules);
    home.root = home.rules.isBoundByLink ? firstEnvRoot(facts) : envRootOf(library, install, facts);
    return home;
}

} // namespace portico
