// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/glossary.h"

#include <QCoreApplication>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::Glossary)
};

} // namespace

QString explanationOf(Topic topic)
{
    switch (topic) {
    case Topic::Bundle:
        return Text::tr("A bundle is an archive with ComfyUI and a Python of its own in it, made "
                        "for one kind of computer.");
    case Topic::Accelerator:
        return Text::tr("The accelerator is what ComfyUI computes on: CUDA on NVIDIA's cards, ROCm "
                        "on AMD's, XPU on Intel's, MPS on a Mac, or the processor alone.");
    case Topic::Base:
        return Text::tr("The base is the Python that ComfyUI came with, and its packages. Portico "
                        "never changes it, so node packs cannot break it.");
    case Topic::Layer:
        return Text::tr("The layer holds the packages that your node packs need beyond the base. "
                        "It lies behind the base, is exchanged as a whole, and can be built again "
                        "at any time.");
    case Topic::IsolatedEnvironment:
        return Text::tr("An isolated environment is a Python of its own for one node pack, where "
                        "its packages cannot get in the way of others.");
    case Topic::Generation:
        return Text::tr("A generation is one version of ComfyUI with its Python, in a folder of "
                        "its own. An update makes a new one; going back means using an old one "
                        "again.");
    case Topic::Snapshot:
        return Text::tr("A snapshot is a small note of what an install was: its version, node "
                        "packs, packages and settings. Portico takes one before every change.");
    case Topic::Drift:
        return Text::tr("Something differs from what Portico installed: a program, or you, changed "
                        "packages or node packs. You can put it back, or keep it.");
    case Topic::WaitingTime:
        return Text::tr("New packages are waited with for some days, because harmful ones are "
                        "mostly found and removed within that time.");
    case Topic::Store:
        return Text::tr("The store is the folder of the library where packages lie that several "
                        "installs share, so that each takes its space only once.");
    case Topic::Track:
        return Text::tr("The track says which versions an install follows: the latest one, or the "
                        "stable one, which stays a little behind on purpose.");
    }
    return {};
}

QString anchorOf(Topic topic)
{
    switch (topic) {
    case Topic::Bundle:
        return u"bundle"_s;
    case Topic::Accelerator:
        return u"accelerator"_s;
    case Topic::Base:
        return u"base"_s;
    case Topic::Layer:
        return u"layer"_s;
    case Topic::IsolatedEnvironment:
        return u"isolated-environment"_s;
    case Topic::Generation:
        return u"generation"_s;
    case Topic::Snapshot:
        return u"snapshot"_s;
    case Topic::Drift:
        return u"drift"_s;
    case Topic::WaitingTime:
        return u"waiting-time"_s;
    case Topic::Store:
        return u"store"_s;
    case Topic::Track:
        return u"track"_s;
    }
    return {};
}

QList<Topic> allTopics()
{
    return {Topic::Bundle,
            Topic::Accelerator,
            Topic::Base,
            Topic::Layer,
            Topic::IsolatedEnvironment,
            Topic::Generation,
            Topic::Snapshot,
            Topic::Drift,
            Topic::WaitingTime,
            Topic::Store,
            Topic::Track};
}

} // namespace portico::app
