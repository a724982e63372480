// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/bundlelayout.h"

#include "core/base/lists.h"
#include "core/installs/executableformat.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BundleLayout)
};

constexpr int kShownNames = 12;

/** What tells one layout: where, relative to a root, the interpreter's folder and ComfyUI lie. */
struct Signature
{
    BundleLayout layout;
    QLatin1StringView pythonFolder;
    QLatin1StringView comfyFolder;
    QLatin1StringView mark{}; ///< a file that must be there, too
};

constexpr std::array kSignatures{
    Signature{BundleLayout::Composed, "python"_L1, "ComfyUI"_L1, "compose.json"_L1},
    Signature{BundleLayout::Anymatix, "python"_L1, "ComfyUI"_L1},
    Signature{BundleLayout::Official, "python_embeded"_L1, "ComfyUI"_L1},
    // Comfy Desktop installs into a second environment and takes torch out of the first.
    Signature{BundleLayout::Plain, "ComfyUI/.venv"_L1, "ComfyUI"_L1},
    Signature{BundleLayout::Standalone, "standalone-env"_L1, "ComfyUI"_L1},
    // A checkout that is the root itself, or that lies beside its environment.
    Signature{BundleLayout::Plain, "venv"_L1, ""_L1},
    Signature{BundleLayout::Plain, ".venv"_L1, ""_L1},
    Signature{BundleLayout::Plain, "python_embeded"_L1, ""_L1},
    Signature{BundleLayout::Plain, "venv"_L1, "ComfyUI"_L1},
    Signature{BundleLayout::Plain, ".venv"_L1, "ComfyUI"_L1},
    Signature{BundleLayout::Plain, "ComfyUI/venv"_L1, "ComfyUI"_L1},
};

QString joined(const QString &folder, const QString &name)
{
    if (folder.isEmpty() || name.isEmpty())
        return folder + name;
    return folder + u'/' + name;
}

bool isFile(const QString &path)
{
    return QFileInfo(path).isFile();
}

/** A ComfyUI checkout, not just any folder with a main.py. */
bool holdsComfy(const QString &folder)
{
    return isFile(folder + "/main.py"_L1)
        && (isFile(folder + "/comfyui_version.py"_L1) || isFile(folder + "/folder_paths.py"_L1)
            || isFile(folder + "/nodes.py"_L1) || QDir(folder + "/comfy"_L1).exists());
}

/** The interpreter in a Python's folder, relative to it. All systems' names are looked for, so that
 *  a foreign bundle can be named as such; those of `os` come first. */
QString interpreterIn(const QString &folder, Os os)
{
    QStringList windows{u"python.exe"_s, u"Scripts/python.exe"_s};
    QStringList names{u"bin/python3"_s, u"bin/python"_s};
    for (const QString &versioned :
         QDir(folder + "/bin"_L1).entryList({u"python3.?"_s, u"python3.??"_s}, QDir::Files))
        names += "bin/"_L1 + versioned;
    names = os == Os::Windows ? windows + names : names + windows;
    for (const QString &name : names) {
        if (isFile(folder + u'/' + name))
            return name;
    }
    return {};
}

std::optional<RecognisedLayout> matchAt(const QString &folder, const QString &root, Os os)
{
    const QString base = joined(folder, root);
    for (const Signature &signature : kSignatures) {
        const QString comfy = joined(root, signature.comfyFolder);
        const QString pythonFolder = joined(root, signature.pythonFolder);
        if (!QDir(joined(base, signature.pythonFolder)).exists()
            || !holdsComfy(joined(base, signature.comfyFolder))
            || !(signature.mark.isEmpty() || isFile(joined(base, signature.mark))))
            continue;
        const QString interpreter = interpreterIn(joined(folder, pythonFolder), os);
        if (interpreter.isEmpty())
            continue;
        return RecognisedLayout{.layout = signature.layout,
                                .root = root,
                                .comfyFolder = comfy,
                                .python = joined(pythonFolder, interpreter)};
    }
    return std::nullopt;
}

QStringList namesAtTop(const QString &folder)
{
    QStringList names;
    for (const QFileInfo &entry : QDir(folder).entryInfoList(
             QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System, QDir::Name)) {
        const bool isFolder = entry.isDir() && !entry.isSymLink();
        names += isFolder ? entry.fileName() + u'/' : entry.fileName();
    }
    return names;
}

QString shownNames(const QStringList &names)
{
    if (names.isEmpty())
        return Text::tr("nothing");
    QString text = listed(names.first(qMin<qsizetype>(names.size(), kShownNames)));
    if (names.size() > kShownNames)
        text += Text::tr(" and %n more", nullptr, static_cast<int>(names.size() - kShownNames));
    return text;
}

Error notRecognised(const QString &folder)
{
    return {
        .code = ErrorCode::Refused,
        .message =
            Text::tr("This is no ComfyUI that Portico knows: it holds %1. Looked for, at the top "
                     "and one folder deeper: python with ComfyUI (Anymatix), python_embeded with "
                     "ComfyUI (official portable), standalone-env with ComfyUI (Comfy-Org), or "
                     "ComfyUI with venv, .venv or python_embeded.")
                .arg(shownNames(namesAtTop(folder))),
        .nextStep = Text::tr("Choose a portable ComfyUI bundle, or a folder with ComfyUI and "
                             "its Python."),
        .detail = {}};
}

Error ambiguous(const QStringList &roots)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("There is more than one ComfyUI in it: %1.").arg(listed(roots)),
            .nextStep = Text::tr("Choose one of them."),
            .detail = {}};
}

Result<> checkPlatform(const QString &python, Os os, Architecture architecture)
{
    const auto format = readExecutableFormat(python);
    if (!format)
        return format.error();
    if (!format->os) // a script that stands in front of the interpreter: running it will tell
        return {};
    if (*format->os == os && format->architectures.contains(architecture))
        return {};
    const QString here = u"%1 (%2)"_s.arg(osTitle(os), architectureName(architecture));
    return Error{.code = ErrorCode::Unsupported,
                 .message = Text::tr("This ComfyUI is made for %1, and this computer is %2.")
                                .arg(format->title(), here),
                 .nextStep = Text::tr("Choose the bundle for %1.").arg(here),
                 .detail = python};
}

} // namespace

Result<RecognisedLayout> recogniseLayout(const QString &folder, Os os, Architecture architecture)
{
    QStringList roots{QString()};
    for (const QString &name : QDir(folder).entryList(
             QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks | QDir::Hidden, QDir::Name))
        roots += name;

    std::optional<RecognisedLayout> found;
    QStringList foundRoots;
    for (const QString &root : roots) {
        const auto match = matchAt(folder, root, os);
        if (!match)
            continue;
        if (!found)
            found = match;
        if (match->comfyFolder == found->comfyFolder && !foundRoots.isEmpty())
            continue; // one ComfyUI, seen from its parent and from itself
        foundRoots += root;
    }
    if (!found)
        return notRecognised(folder);
    if (foundRoots.size() > 1)
        return ambiguous(foundRoots);
    const auto fits = checkPlatform(joined(folder, found->python), os, architecture);
    if (!fits)
        return fits.error();
    return *found;
}

} // namespace portico
