// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/wrapconfig.h"

#include "core/python/abiwheel.h"
#include "core/python/packageneed.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QMap>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::WrapConfig)
};

/** Those that comfy-env itself pins to the host's. */
bool isHostTorch(const QString &name)
{
    return name == "torch"_L1 || name == "torchvision"_L1 || name == "torchaudio"_L1;
}

/** Pages and pictures of ComfyUI's own, and what comfy-env gives every environment by itself. */
bool isComfysOwn(const QString &name)
{
    return name.startsWith("comfyui-"_L1) || name == "comfy-kitchen"_L1 || name == "comfy-aimdo"_L1
        || name == "comfy-env"_L1;
}

/** All that is asked of one package. */
struct Asked
{
    QStringList versions{};
    QStringList extras{};
    QVariantMap source{}; ///< of what comes from an address

    QVariant entry() const
    {
        if (!source.isEmpty())
            return source;
        const QString version = versions.isEmpty() ? u"*"_s : versions.join(u',');
        if (extras.isEmpty())
            return version;
        return QVariantMap{{u"version"_s, version}, {u"extras"_s, extras}};
    }
};

/** "git+https://host/name.git@ref" and plain addresses, as pixi writes them. */
QVariantMap sourceOf(const QString &address)
{
    QString text = address.section(u'#', 0, 0);
    if (!text.startsWith("git+"_L1))
        return {{u"url"_s, address}};
    text.remove(0, 4);
    const qsizetype path = text.indexOf(u'/', text.indexOf("://"_L1) + 3);
    const qsizetype at = path < 0 ? -1 : text.indexOf(u'@', path);
    if (at < 0)
        return {{u"git"_s, text}};
    return {{u"git"_s, text.left(at)}, {u"rev"_s, text.mid(at + 1)}};
}

class Making
{
public:
    explicit Making(const WrapNeeds &needs)
        : m_needs(needs)
    { }

    WrapConfig run();

private:
    void takeOfPack(const QString &text);
    void takeOfComfy(const QString &text);
    void takeTorch(const PackageNeed &need);

    const WrapNeeds &m_needs;
    QMap<QString, Asked> m_packages;
    QStringList m_cuda;
    QStringList m_remarks;
};

void Making::takeTorch(const PackageNeed &need)
{
    const QString present = need.name == "torch"_L1 ? m_needs.host.torch
        : need.name == "torchvision"_L1             ? m_needs.host.torchvision
                                                    : m_needs.host.torchaudio;
    if (!present.isEmpty() && (!need.url.isEmpty() || !need.versions.take(present)))
        m_remarks += Text::tr("It asks for “%1”, and gets ComfyUI's own: %2 %3.")
                         .arg(need.text, need.name, present);
}

void Making::takeOfPack(const QString &text)
{
    const auto need = PackageNeed::fromText(text);
    if (!need) {
        m_remarks +=
            Text::tr("“%1” does not tell the name of a package, and is left out.").arg(text);
        return;
    }
    if (!need->isActive(m_needs.markers))
        return;
    if (isHostTorch(need->name)) {
        takeTorch(*need);
        return;
    }
    if (isAbiCoupled(need->name) && need->url.isEmpty() && m_needs.host.hasGpu) {
        if (!m_cuda.contains(need->name))
            m_cuda += need->name;
        return;
    }
    Asked &asked = m_packages[need->name];
    if (!need->url.isEmpty())
        asked.source = sourceOf(need->url);
    if (!need->versions.text().isEmpty())
        asked.versions += QString(need->versions.text()).remove(u' ');
    asked.extras += need->extras;
    asked.extras.removeDuplicates();
}

void Making::takeOfComfy(const QString &text)
{
    const auto need = PackageNeed::fromText(text);
    if (!need || !need->isActive(m_needs.markers) || isOfTorchFamily(need->name)
        || isComfysOwn(need->name) || m_cuda.contains(need->name))
        return;
    if (!m_packages.contains(need->name))
        m_packages.insert(need->name, {});
}

WrapConfig Making::run()
{
    for (const QString &text : m_needs.pack)
        takeOfPack(text);
    for (const QString &text : m_needs.comfy)
        takeOfComfy(text);
    QVariantMap packages;
    for (auto package = m_packages.cbegin(); package != m_packages.cend(); ++package)
        packages.insert(package.key(), package->entry());
    WrapConfig config{.remarks = m_remarks};
    if (!packages.isEmpty())
        config.content.insert(u"pypi-dependencies"_s, packages);
    if (!m_cuda.isEmpty())
        config.content.insert(u"cuda"_s, QVariantMap{{u"packages"_s, m_cuda}});
    return config;
}

} // namespace

WrapConfig wrapConfig(const WrapNeeds &needs)
{
    return Making(needs).run();
}

} // namespace portico
