// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What is seen while ComfyUI runs, and what looks worse than it is.
#include "core/diagnosis/knownfailures.h"

#include <QCoreApplication>

#include <array>

namespace portico {

namespace {

/** One failure in the words of Python on two systems. */
constexpr KnownFailure classicLayout(const char *literal, const char *pattern)
{
    return {
        "classic-layout",
        0,
        literal,
        pattern,
        When::Always,
        Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "A node pack looks in ComfyUI's own folder"),
        QT_TRANSLATE_NOOP(
            "portico::KnownFailures",
            "A node pack looks for %1 beside ComfyUI's main.py, and it is in the data "
            "folder of this install."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Use the classic layout for this install: links lead from there to "
                          "the data folder."),
        FixKind::UseClassicLayout,
        "%1"};
}

constexpr std::array kRows{
    classicLayout(
        "No such file or directory: ",
        R"(No such file or directory: ['"]([^'"]*[/\\]gen-\d{4}[/\\]+[^'"]*?(?:custom_nodes|models|input|output|user)(?:[/\\][^'"]*)?)['"])"),
    classicLayout(
        "[WinError ",
        R"(\[WinError [23]\][^']*: ['"]([^'"]*[/\\]gen-\d{4}[/\\]+[^'"]*?(?:custom_nodes|models|input|output|user)(?:[/\\][^'"]*)?)['"])"),
    KnownFailure{
        "node-type-missing", 28, "The custom node may not be installed",
        R"(Node '([^']+)' not found\. The custom node may not be installed)", When::Always,
        Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "A workflow needs a node that is not here"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "The workflow uses the node “%1”, which no installed pack has."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Find and install the node pack that has it."),
        FixKind::FindPack, "%1"},
    KnownFailure{
        "node-type-missing", 28, "'type': 'missing_node_type'",
        R"('type': 'missing_node_type'.*?'class_type': '([^']+)')", When::Always, Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "A workflow needs a node that is not here"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "The workflow uses the node “%1”, which no installed pack has."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Find and install the node pack that has it."),
        FixKind::FindPack, "%1"},
    KnownFailure{
        "model-missing", 29, "Value not in list: ", R"(Value not in list: \w+: '([^']+)' not in)",
        When::Always, Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "A workflow needs a model that is not here"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "The workflow uses %1, which is in none of the model folders."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Put the file into the right model folder."),
        FixKind::OpenFolder, "models"},
    KnownFailure{"foreign-origin", 30, "request with non matching host and origin",
                 R"(request with non matching host and origin (\S+) != (\S+), returning 403)",
                 When::Always, Gravity::Hinders,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "A web page was refused"),
                 QT_TRANSLATE_NOOP(
                     "portico::KnownFailures",
                     "A page of %2 asked ComfyUI at %1 for something, and ComfyUI refused it."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Open ComfyUI under its own address."),
                 FixKind::OpenAddress, "http://127.0.0.1:%port/"},
    KnownFailure{
        "log-encoding", 32, "UnicodeEncodeError: 'charmap' codec",
        R"(UnicodeEncodeError: 'charmap' codec)", When::Always, Gravity::Tells,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "A character could not be logged"),
        QT_TRANSLATE_NOOP(
            "portico::KnownFailures",
            "A line of the log could not be written, because Python did not use UTF-8. "
            "Only that line is lost."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Remove PYTHONUTF8 and PYTHONIOENCODING from the variables of this "
                          "install, if they are there.")},
    KnownFailure{
        "log-encoding", 32, "--- Logging error ---", R"(^--- Logging error ---)", When::Always,
        Gravity::Tells, QT_TRANSLATE_NOOP("portico::KnownFailures", "A line could not be logged"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "A line of the log could not be written. Only that line is lost."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Nothing needs to be done.")},
    KnownFailure{
        "manager-work", 0, "dependency installation/(de)activation for the extension",
        R"(\[ComfyUI-Manager\] Starting dependency installation/\(de\)activation)",
        When::FailedStart, Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "ComfyUI-Manager changed packages before the start"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "ComfyUI-Manager had work left over and did it at this start, which then "
                          "failed."),
        QT_TRANSLATE_NOOP(
            "portico::KnownFailures",
            "Clear what ComfyUI-Manager still wants to do, then repair the environment."),
        FixKind::ClearManagerWork},
    KnownFailure{"interrupted", 34, "KeyboardInterrupt", R"(^KeyboardInterrupt\b)",
                 When::FailedStart, Gravity::Tells,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "The start was interrupted"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "Somebody or something interrupted ComfyUI while it started."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Start again.")},
};

} // namespace

std::span<const KnownFailure> laterFailures()
{
    return kRows;
}

} // namespace portico
