// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/failurehints.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::FailureHints)
};

/** One known failure. %1 in the texts is the pattern's first capture. */
struct Hint
{
    const char *pattern;
    ErrorCode code;
    const char *message;
    const char *nextStep;
};

// The most telling first: a traceback may hold several of these words.
constexpr std::array<Hint, 18> hints{{
    {R"(^main\.py: error: (.*)$)", ErrorCode::Usage,
     QT_TRANSLATE_NOOP("portico::FailureHints", "ComfyUI does not accept an argument: %1."),
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "Correct the arguments in the install's settings.")},
    {R"(Port (\d+) is already in use on address)", ErrorCode::Busy,
     QT_TRANSLATE_NOOP("portico::FailureHints", "Port %1 is used by another program."),
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "Choose another port, or end the program that uses it.")},
    {R"(\[Errno (?:10048|98|48)\].*\('[^']*', (\d+))", ErrorCode::Busy,
     QT_TRANSLATE_NOOP("portico::FailureHints", "Port %1 is used by another program."),
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "Choose another port, or end the program that uses it.")},
    {R"(\[Errno (?:10013|13)\].*bind on address.*, (\d+)\))", ErrorCode::PermissionDenied,
     QT_TRANSLATE_NOOP("portico::FailureHints", "The system does not let ComfyUI use port %1."),
     QT_TRANSLATE_NOOP("portico::FailureHints", "Choose another port, above 1024.")},
    {R"(\[Errno (?:99|10049)\].*bind on address \('([^']*)')", ErrorCode::InvalidInput,
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "ComfyUI cannot listen on %1: this computer does not have that address."),
     QT_TRANSLATE_NOOP("portico::FailureHints", "Correct --listen in the install's settings.")},
    {R"(OverflowError: bind\(\): (port must be 0-65535))", ErrorCode::InvalidInput,
     QT_TRANSLATE_NOOP("portico::FailureHints", "ComfyUI cannot use this port: %1."),
     QT_TRANSLATE_NOOP("portico::FailureHints", "Choose another port.")},
    {R"(AssertionError: (Torch not compiled with CUDA enabled))", ErrorCode::Unsupported,
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "This bundle's PyTorch cannot use a graphics card: %1."),
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "Add --cpu to the install's arguments, or choose a bundle made for your "
                       "graphics card.")},
    {R"((Found no NVIDIA driver) on your system)", ErrorCode::Unsupported,
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "This bundle is made for NVIDIA graphics cards, and no driver was found."),
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "Install the NVIDIA driver, choose a bundle for your graphics card, or add "
                       "--cpu to the install's arguments.")},
    {R"(NVIDIA driver on your system is too old \(found version (\d+)\))", ErrorCode::Unsupported,
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "The NVIDIA driver (%1) is too old for this bundle."),
     QT_TRANSLATE_NOOP("portico::FailureHints", "Install a newer NVIDIA driver.")},
    {R"((comfyui-frontend-package) is not installed\.)", ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("portico::FailureHints", "ComfyUI's web page is missing (%1)."),
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "Install the packages of ComfyUI's requirements.txt again.")},
    {R"(`(--use-(?:sage|flash)-attention)` feature, the)", ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "The argument %1 needs a package that is not installed."),
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "Remove the argument in the install's settings, or install the package.")},
    {R"((Comfy Kitchen attention) is unavailable)", ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("portico::FailureHints", "%1 is not available in this bundle."),
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "Remove --use-ck-attention in the install's settings.")},
    {R"((Database is locked)\.|ASSETS_STARTUP_FAILED: in_use)", ErrorCode::Busy,
     QT_TRANSLATE_NOOP("portico::FailureHints", "Another ComfyUI is using the same database."),
     QT_TRANSLATE_NOOP("portico::FailureHints", "Stop the other ComfyUI, then start again.")},
    {R"(OSError: \[WinError (?:126|1114|193)\].*?([\w.-]+\.dll))", ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("portico::FailureHints", "Windows cannot load %1, a part of PyTorch."),
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "Install the Microsoft Visual C++ Redistributable and the newest driver of "
                       "your graphics card.")},
    {R"((os error 1455|paging file is too small))", ErrorCode::DiskFull,
     QT_TRANSLATE_NOOP("portico::FailureHints", "Windows ran out of memory (%1)."),
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "Make the Windows paging file larger, or close other programs.")},
    {R"(FileNotFoundError: .*'(.*custom_nodes[^']*)')", ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("portico::FailureHints", "The folder %1 is not there."),
     QT_TRANSLATE_NOOP("portico::FailureHints", "Create it, or correct the extra model folders.")},
    {R"(utils/(extra_config\.py))", ErrorCode::InvalidInput,
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "ComfyUI cannot read a file of extra model folders."),
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "Correct the extra model folders in the install's settings.")},
    // Unless it is a node pack's own; what was printed before it may arrive after it.
    {R"(^ModuleNotFoundError: No module named '([^']+)'(?![\s\S]*Cannot import ))",
     ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("portico::FailureHints", "The Python package %1 is missing."),
     QT_TRANSLATE_NOOP("portico::FailureHints",
                       "Install the packages of ComfyUI's requirements.txt again.")},
}};

Error known(const Hint &hint, const QString &captured, const QString &detail)
{
    const QString message = Text::tr(hint.message);
    return {hint.code, message.contains(u"%1") ? message.arg(captured) : message,
            Text::tr(hint.nextStep), detail};
}

Error unknown(const FailureFacts &facts, const QString &detail)
{
    const QString how = exitText(facts.exit, facts.os);
    const QString message = facts.wasReady
        ? Text::tr("ComfyUI ended by itself: %1.").arg(how)
        : Text::tr("ComfyUI ended before it was ready: %1.").arg(how);
    if (facts.exit.bySignal && facts.os != Os::Windows && facts.exit.code == 9) {
        return {ErrorCode::ProcessFailed, message,
                Text::tr("The system often does this when memory runs out: close other programs "
                         "and start again."),
                detail};
    }
    if (facts.exit.bySignal) {
        return {ErrorCode::ProcessFailed, message,
                Text::tr("Update the driver of your graphics card, or start without node packs to "
                         "see whether one of them is the cause."),
                detail};
    }
    return {ErrorCode::ProcessFailed, message,
            Text::tr("Look at the end of the log, or start without node packs."), detail};
}

} // namespace

Error explainFailure(const FailureFacts &facts)
{
    const QString detail = facts.lastLines.join(u'\n');
    for (const Hint &hint : hints) {
        if (facts.wasReady || (facts.exit.code == 0 && !facts.exit.bySignal))
            break; // these are failures of a start
        const QRegularExpression pattern(QString::fromLatin1(hint.pattern),
                                         QRegularExpression::MultilineOption);
        const QRegularExpressionMatch match = pattern.match(detail);
        if (match.hasMatch())
            return known(hint, match.captured(1), detail);
    }
    return unknown(facts, detail);
}

} // namespace portico
