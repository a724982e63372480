// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// One operation on layers as a program that can be killed anywhere, or measured:
//   layerop LIBRARY build LOCK BASE PYTHON [index=URL] [offline] [renew]
//   layerop LIBRARY switch INSTALL LAYER|none [times=N] [fresh]
//   layerop LIBRARY recover
// Prints the layer's id; of each of N switches the milliseconds of preparing the view, of the
// switch itself and of removing old views, one line each. fresh: no old view stays, so that each is
// prepared from the store. Ends with 0, or with the error on stderr and 1.
#include "core/installs/layerstore.h"
#include "core/installs/recovery.h"
#include "core/installs/switchlayer.h"
#include "core/io/file.h"
#include "core/net/downloader.h"
#include "core/net/networkchain.h"
#include "core/net/qthttpclient.h"
#include "core/platform/hostos.h"
#include "core/process/processrunner.h"
#include "core/python/uv.h"
#include "core/settings/networksettings.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

int fail(const Error &error)
{
    QTextStream(stderr) << errorCodeName(error.code) << ": " << error.message << '\n'
                        << error.detail << '\n';
    return 1;
}

QString valueOf(const QStringList &words, const QString &name)
{
    const QStringList found = words.filter(name + u'=');
    return found.isEmpty() ? QString() : found.constFirst().section(u'=', 1);
}

int build(const Library &library, const QStringList &words)
{
    const Result<QByteArray> bytes = readFile(words.value(0), 1 << 20);
    const Result<Lock> lock = bytes ? lockFromBytes(*bytes) : Result<Lock>(bytes.error());
    if (!lock)
        return fail(lock.error());
    NetworkChain network = makeNetworkChain(NetworkSettings{}, {});
    if (const QString index = valueOf(words, u"index"_s); !index.isEmpty())
        network.packageIndex = QUrl(index);
    const SystemProcessRunner processes;
    const SystemClock clock;
    const QtHttpClient http{{}};
    const Downloader downloader(http, clock, library.wheels());
    const Result<UvProgram> program =
        provideUv({.folder = library.tools(), .os = hostOs(), .architecture = hostArchitecture()},
                  {processes, downloader, network}, {});
    if (!program)
        return fail(program.error());
    const Uv uv(*program, library.packageCache(), network, processes);
    LayerPlan plan;
    plan.lock = *lock;
    plan.base = words.value(1);
    const LayerBuild layer{.plan = plan,
                           .python = words.value(2),
                           .layers = library.layers(),
                           .staging = library.staging(),
                           .wheels = library.wheels(),
                           .downloader = downloader,
                           .processes = processes,
                           .offline = words.contains(u"offline"_s),
                           .renewal = words.contains(u"renew"_s) ? LayerRenewal::Renew
                                                                 : LayerRenewal::Keep};
    const Result<Layer> built = buildLayer(layer, uv, {});
    if (!built)
        return fail(built.error());
    QTextStream(stdout) << built->id << '\n';
    for (const QString &remark : built->remarks)
        QTextStream(stderr) << remark << '\n';
    return 0;
}

int change(const Library &library, const QStringList &words)
{
    const auto id = InstallId::fromString(words.value(0));
    if (!id)
        return 2;
    const QString layer = words.value(1) == "none"_L1 ? QString() : words.value(1);
    const int times = qMax(1, valueOf(words, u"times"_s).toInt());
    const OldViews old = words.contains(u"fresh"_s) ? OldViews::Remove : OldViews::KeepLast;
    QElapsedTimer timer;
    const auto lap = [&timer] { return static_cast<double>(timer.nsecsElapsed()) / 1e6; };
    for (int i = 0; i < times; ++i) {
        timer.start();
        Result<PreparedView> prepared = prepareView(library, *id, layer, {});
        const double preparing = lap();
        if (!prepared)
            return fail(prepared.error());
        timer.start();
        const Result<Install> changed = switchToView(library, *id, std::move(*prepared), {});
        const double switching = lap();
        if (!changed)
            return fail(changed.error());
        timer.start();
        const Result<qint64> swept = sweepViews(library, *id, {}, old);
        const double sweeping = lap();
        if (!swept)
            return fail(swept.error());
        QTextStream(stdout) << preparing << ' ' << switching << ' ' << sweeping << '\n';
    }
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const Library library(words.value(1));
    const QString act = words.value(2);
    if (act == "build"_L1)
        return build(library, words.mid(3));
    if (act == "switch"_L1)
        return change(library, words.mid(3));
    if (act == "recover"_L1) {
        const Result<RecoveryReport> recovered = recoverLibrary(library, {});
        return recovered ? 0 : fail(recovered.error());
    }
    return 2;
}
