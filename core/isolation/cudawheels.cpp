// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/cudawheels.h"

#include "core/io/json.h"
#include "core/python/packageversion.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CudaWheels)
};

/** The parts of "cumesh-0.0.1+cu128torch2.8-cp312-cp312-linux_x86_64.whl". */
struct FileName
{
    QString package;
    QString version; ///< without label
    QString label;
    QString python;
    QString platform;
};

std::optional<FileName> wheelNameIn(const QString &fileName)
{
    if (!fileName.endsWith(".whl"_L1))
        return std::nullopt;
    const QStringList parts = fileName.chopped(4).split(u'-');
    if (parts.size() < 5)
        return std::nullopt;
    return FileName{.package = normalisedPackage(parts.at(0)),
                    .version = parts.at(1).section(u'+', 0, 0),
                    .label = parts.at(1).section(u'+', 1),
                    .python = parts.at(parts.size() - 3),
                    .platform = parts.at(parts.size() - 1)};
}

/** "cu128torch2.8", "pt2.8cu128", and the first generation's "cu128torch28". */
bool isForCombo(const QString &label, const WheelCombo &combo)
{
    const QString cuda = "cu"_L1 + QString(combo.cuda).remove(u'.').left(3);
    const QString joined = QString(combo.torch).remove(u'.');
    // Not a prefix: torch2.1 is no torch2.10.
    const QStringList labels{cuda + "torch"_L1 + combo.torch, cuda + "torch"_L1 + joined,
                             "pt"_L1 + combo.torch + cuda, "pt"_L1 + joined + cuda};
    return labels.contains(label);
}

bool isForPython(const QString &tag, const QString &python)
{
    const QString wanted = "cp"_L1 + QString(python).remove(u'.');
    return tag.split(u'.').contains(wanted) || tag == "py3"_L1;
}

bool isForPlatform(const QString &platform, Os os, Architecture architecture)
{
    const bool isArm = architecture == Architecture::Arm64;
    if (platform == "any"_L1)
        return true;
    switch (os) {
    case Os::Windows:
        return platform == "win_amd64"_L1 && !isArm;
    case Os::Linux:
        return platform.contains("linux"_L1)
            && platform.endsWith(isArm ? "_aarch64"_L1 : "_x86_64"_L1);
    case Os::MacOS:
        return false; // there is no CUDA
    }
    return false;
}

/** Whether `a` is to be taken before `b`; both fit. */
bool isBetter(const FileName &a, const FileName &b)
{
    const auto left = PackageVersion::fromText(a.version);
    const auto right = PackageVersion::fromText(b.version);
    if (left && right && *left != *right)
        return *left > *right;
    const auto isMany = [](const FileName &name) { return name.platform.contains("manylinux"_L1); };
    return isMany(a) && !isMany(b);
}

} // namespace

QUrl cudaWheelIndex(const EnvRules &rules)
{
    if (rules.generation == EnvGeneration::First)
        return QUrl(u"https://pozzettiandrea.github.io/cuda-wheels/"_s);
    return QUrl(rules.hasWheelsInManifest ? u"https://comfy-forge.github.io/cuda-wheels/"_s
                                          : u"https://pozzettiandrea.github.io/cuda-wheels/v2/"_s);
}

QStringList wheelPackageNames(const QString &package)
{
    QStringList names{package, QString(package).replace(u'-', u'_'),
                      QString(package).replace(u'_', u'-')};
    names.removeDuplicates();
    return names;
}

Result<QList<CudaWheel>> wheelsInManifest(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const QJsonValue packages = root.value("packages"_L1);
    if (!packages.isObject())
        return Error{.code = ErrorCode::Corrupt,
                     .message = Text::tr("The list of CUDA wheels cannot be understood."),
                     .nextStep = Text::tr("Try again later, or set another list of wheels."),
                     .detail = QString::fromUtf8(json.left(200))};
    QList<CudaWheel> wheels;
    const QJsonObject all = packages.toObject();
    for (auto package = all.begin(); package != all.end(); ++package) {
        for (const auto &entry : package.value().toObject().value("wheels"_L1).toArray()) {
            const QJsonObject wheel = entry.toObject();
            const QUrl url(wheel.value("url"_L1).toString(), QUrl::StrictMode);
            if (!url.isValid() || url.isRelative())
                continue;
            const auto hash = Sha256::fromHex(wheel.value("sha256"_L1).toString());
            wheels += CudaWheel{.package = package.key(),
                                .fileName = wheel.value("filename"_L1).toString(),
                                .url = url,
                                .sha256 = hash.value_or(Sha256())};
        }
    }
    return wheels;
}

QList<CudaWheel> wheelsInPage(const QByteArray &html, const QUrl &page, const QString &package)
{
    static const QRegularExpression link(uR"--(href="([^"]+\.whl)(#[^"]*)?"[^>]*>([^<]+)</a>)--"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    QList<CudaWheel> wheels;
    const QString text = QString::fromUtf8(html);
    for (auto match = link.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch one = match.next();
        const QString fragment = one.captured(2);
        const auto hash =
            fragment.startsWith("#sha256="_L1) ? Sha256::fromHex(fragment.mid(8)) : std::nullopt;
        wheels += CudaWheel{.package = package,
                            .fileName = one.captured(3).trimmed(),
                            .url = page.resolved(QUrl(one.captured(1))),
                            .sha256 = hash.value_or(Sha256())};
    }
    return wheels;
}

std::optional<CudaWheel> chooseWheel(const QList<CudaWheel> &wheels, const WheelWish &wish)
{
    std::optional<CudaWheel> best;
    std::optional<FileName> bestName;
    for (const CudaWheel &wheel : wheels) {
        const std::optional<FileName> name = wheelNameIn(wheel.fileName);
        if (!name || name->package != normalisedPackage(wish.package)
            || !isForCombo(name->label, wish.combo) || !isForPython(name->python, wish.python)
            || !isForPlatform(name->platform, wish.os, wish.architecture))
            continue;
        if (!bestName || isBetter(*name, *bestName)) {
            best = wheel;
            bestName = name;
        }
    }
    return best;
}

} // namespace portico
