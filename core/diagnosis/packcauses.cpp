// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/packcauses.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PackCauses)
};

/** One kind of cause. In texts %1 is the pack and %2 the pattern's first capture. */
struct Cause
{
    const char *id;
    const char *pattern; ///< of what Python said
    const char *title;
    const char *message;
    const char *nextStep;
    FixKind fix;
};

// The most special first.
constexpr std::array kCauses{
    Cause{"pack-classic-layout",
          R"((?:No such file or directory|\[WinError [23]\][^']*): ['"]([^'"]*[/\\]gen-\d{4}[/\\]+)"
          R"([^'"]*?(?:custom_nodes|models|input|output|user)(?:[/\\][^'"]*)?)['"])",
          QT_TRANSLATE_NOOP("portico::PackCauses", "%1 looks in ComfyUI's own folder"),
          QT_TRANSLATE_NOOP("portico::PackCauses",
                            "The node pack %1 was not loaded: it looks for its files beside "
                            "ComfyUI's main.py (%2), and they are in the data folder."),
          QT_TRANSLATE_NOOP("portico::PackCauses",
                            "Use the classic layout for this install: links lead from there to the "
                            "data folder."),
          FixKind::UseClassicLayout},
    Cause{"pack-torch",
          R"((No module named '(?:torch|torchvision|torchaudio)(?:'|\.)|torchvision::nms|)"
          R"(Torch not compiled with CUDA|lib(?:torch|c10|cudart|cudnn|cublas)[\w.-]*\.so|)"
          R"(undefined symbol: _ZN\d*(?:c10|at|torch)))",
          QT_TRANSLATE_NOOP("portico::PackCauses", "%1 finds no fitting torch"),
          QT_TRANSLATE_NOOP("portico::PackCauses",
                            "The node pack %1 was not loaded, because torch does not fit: %2."),
          QT_TRANSLATE_NOOP("portico::PackCauses", "Repair torch."), FixKind::RepairTorch},
    // Python names the first part that is missing: "a.b" says that "a" was found. The exceptions
    // are shared by several distributions.
    Cause{"pack-part-missing",
          R"(No module named '((?!(?:google|azure|mpl_toolkits|ruamel|zope)\.)\w+\.[\w.]+)')",
          QT_TRANSLATE_NOOP("portico::PackCauses", "%1 misses a part of something"),
          QT_TRANSLATE_NOOP("portico::PackCauses",
                            "The node pack %1 was not loaded: %2 is not there, although what it "
                            "belongs to is. Either a part of the pack was never fetched, or it is "
                            "made for another version."),
          QT_TRANSLATE_NOOP("portico::PackCauses", "Update the pack."), FixKind::UpdatePack},
    Cause{"pack-module-missing", R"(No module named '([^']+)')",
          QT_TRANSLATE_NOOP("portico::PackCauses", "%1 needs a package"),
          QT_TRANSLATE_NOOP(
              "portico::PackCauses",
              "The node pack %1 was not loaded: the Python module %2 is not installed."),
          QT_TRANSLATE_NOOP("portico::PackCauses", "Install what the pack needs."),
          FixKind::InstallPackages},
    Cause{"pack-numpy",
          R"((numpy\.core\.multiarray failed to import|numpy\.dtype size changed|)"
          R"(needs NumPy|module '?numpy'? has no attribute))",
          QT_TRANSLATE_NOOP("portico::PackCauses", "%1 needs another NumPy"),
          QT_TRANSLATE_NOOP(
              "portico::PackCauses",
              "The node pack %1 was not loaded: it or a package of it needs another NumPy (%2)."),
          QT_TRANSLATE_NOOP("portico::PackCauses",
                            "Install what the pack needs again: packages that fit this NumPy are "
                            "chosen."),
          FixKind::InstallPackages},
    Cause{
        "pack-library",
        R"((DLL load failed[^:]*|\S+\.so[\d.]*: cannot open shared object file|)"
        R"(Could not find module|\[WinError (?:126|127|1114)\]|undefined symbol|dlopen\())",
        QT_TRANSLATE_NOOP("portico::PackCauses", "%1 cannot load a library"),
        QT_TRANSLATE_NOOP(
            "portico::PackCauses",
            "The node pack %1 was not loaded: the system cannot load a library of it (%2)."),
        QT_TRANSLATE_NOOP("portico::PackCauses",
                          "Install what the pack needs again; if that does not help, disable it."),
        FixKind::InstallPackages},
    Cause{"pack-version",
          R"((cannot import name '[^']+' from '[^']+'|has no attribute '[^']+'|)"
          R"(got an unexpected keyword argument '[^']+'))",
          QT_TRANSLATE_NOOP("portico::PackCauses", "%1 does not fit the versions here"),
          QT_TRANSLATE_NOOP("portico::PackCauses",
                            "The node pack %1 was not loaded: it is made for other versions (%2)."),
          QT_TRANSLATE_NOOP("portico::PackCauses", "Update the pack."), FixKind::UpdatePack},
    Cause{"pack-syntax",
          R"((invalid syntax|invalid character|unexpected indent|expected an indented block|)"
          R"(unindent does not match|unterminated|was never closed|f-string|source code string))",
          QT_TRANSLATE_NOOP("portico::PackCauses", "%1 is not valid Python"),
          QT_TRANSLATE_NOOP("portico::PackCauses",
                            "The node pack %1 was not loaded: one of its files is damaged, or made "
                            "for another version of Python (%2)."),
          QT_TRANSLATE_NOOP("portico::PackCauses", "Update the pack."), FixKind::UpdatePack},
};

void explain(Diagnosis &found, const Cause &cause, const QString &captured)
{
    found.id = QString::fromLatin1(cause.id);
    found.title = Text::tr(cause.title).arg(found.pack);
    const QString message = Text::tr(cause.message);
    found.message = message.arg(found.pack, captured);
    found.nextStep = Text::tr(cause.nextStep);
    found.fix.kind = cause.fix;
    const bool isOfPack = cause.fix != FixKind::RepairTorch;
    found.fix.arguments = isOfPack ? QStringList{found.pack} : QStringList();
    if (cause.fix == FixKind::UseClassicLayout)
        found.fix.arguments = {captured};
    if (!found.distribution.isEmpty() && cause.fix == FixKind::InstallPackages)
        found.fix.arguments.append(found.distribution);
}

void explainOther(Diagnosis &found, const PackLog::Entry &entry)
{
    found.fix = {.kind = FixKind::DisablePack, .arguments = {found.pack}};
    found.nextStep = Text::tr("Disable the pack, or update it.");
    if (entry.hasNoNodes) {
        found.id = u"pack-without-nodes"_s;
        found.title = Text::tr("%1 is no node pack").arg(found.pack);
        found.message =
            Text::tr("ComfyUI passed over %1: nothing in it is a node.").arg(found.pack);
        return;
    }
    const QString cause =
        entry.report.cause.isEmpty() ? Text::tr("the log does not say why") : entry.report.cause;
    if (entry.isStartScript) {
        found.id = u"pack-start-script"_s;
        found.title = Text::tr("The start script of %1 failed").arg(found.pack);
        found.message =
            Text::tr("The start script of the node pack %1 failed: %2.").arg(found.pack, cause);
        return;
    }
    found.id = u"pack-import-failed"_s;
    found.title = Text::tr("%1 was not loaded").arg(found.pack);
    found.message = Text::tr("The node pack %1 could not be imported: %2.").arg(found.pack, cause);
}

/** A sentence ends in one full stop, whatever Python said. */
void endSentence(QString &sentence)
{
    while (sentence.endsWith(".."_L1))
        sentence.chop(1);
}

} // namespace

Diagnosis packDiagnosis(const PackLog::Entry &entry)
{
    Diagnosis found;
    found.gravity = Gravity::Hinders;
    found.pack = entry.report.pack;
    found.module = entry.report.module;
    found.distribution = entry.report.distribution;
    found.evidence = entry.evidence;
    for (const Cause &cause : kCauses) {
        const QRegularExpressionMatch match =
            QRegularExpression(QString::fromLatin1(cause.pattern)).match(entry.report.cause);
        if (!match.hasMatch())
            continue;
        explain(found, cause, match.captured(1));
        endSentence(found.message);
        return found;
    }
    explainOther(found, entry);
    endSentence(found.message);
    return found;
}

Diagnosis withoutKnownCause(const Diagnosis &diagnosis)
{
    Diagnosis found = diagnosis;
    PackLog::Entry entry;
    entry.report.pack = diagnosis.pack;
    entry.report.cause = Text::tr("it does not find %1").arg(diagnosis.fix.arguments.value(0));
    explainOther(found, entry);
    return found;
}

} // namespace portico
