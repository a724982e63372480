// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/startactivity.h"

#include <QCoreApplication>

#include <array>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::StartActivity)
};

struct Phase
{
    QStringView begin; ///< how the line begins
    const char *activity;
};

constexpr std::array<Phase, 10> phases{{
    {u"Adding extra search path", QT_TRANSLATE_NOOP("portico::StartActivity", "Importing torch")},
    {u"Setting base directory", QT_TRANSLATE_NOOP("portico::StartActivity", "Importing torch")},
    {u"[START] Security scan",
     QT_TRANSLATE_NOOP("portico::StartActivity", "Running the start scripts of node packs")},
    {u"Prestartup times for custom nodes",
     QT_TRANSLATE_NOOP("portico::StartActivity", "Importing torch")},
    {u"Checkpoint files will always",
     QT_TRANSLATE_NOOP("portico::StartActivity", "Importing torch")},
    {u"Total VRAM", QT_TRANSLATE_NOOP("portico::StartActivity", "Preparing the graphics card")},
    {u"ComfyUI version:", QT_TRANSLATE_NOOP("portico::StartActivity", "Loading nodes")},
    {u"[Prompt Server] web root",
     QT_TRANSLATE_NOOP("portico::StartActivity", "Loading node packs")},
    {u"Import times for custom nodes",
     QT_TRANSLATE_NOOP("portico::StartActivity", "Opening the server")},
    {u"Starting server", QT_TRANSLATE_NOOP("portico::StartActivity", "Opening the server")},
}};

} // namespace

std::optional<QString> startActivity(const QString &line)
{
    for (const Phase &phase : phases) {
        if (line.startsWith(phase.begin))
            return Text::tr(phase.activity);
    }
    return {};
}

} // namespace portico
