// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/layoutcheck.h"

#include "core/diagnosis/packcauses.h"
#include "core/installs/datalayout.h"
#include "core/installs/installfile.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

bool isLayoutFix(const Diagnosis &diagnosis)
{
    return diagnosis.fix.kind == FixKind::UseClassicLayout;
}

/** Whether the classic layout would lead that path to what is there. */
bool wouldHelp(const QString &path, const Library &library, const Install &install)
{
    const Generation *const generation = install.generation();
    if (!generation || install.isAdopted() || install.settings.layout == DataLayout::Classic)
        return false;
    const QString inside = pathInDataFolder(path, generation->comfyFolder);
    if (inside.isEmpty())
        return false;
    const QFileInfo meant(library.dataFolder(install.id) + u'/' + inside);
    return meant.exists() || (inside.contains(u'/') && QFileInfo::exists(meant.path()));
}

/** Another row that the same path set off, and whose fix would make an empty folder there. */
bool isSameInOtherWords(const Diagnosis &diagnosis, const QStringList &paths)
{
    return diagnosis.id == "folder-missing"_L1 && paths.contains(diagnosis.fix.arguments.value(0));
}

} // namespace

QString pathInDataFolder(const QString &path, const QString &comfyFolder)
{
    static const QRegularExpression generation(u"/gen-\\d{4}/"_s);
    static const QRegularExpression separators(u"[/\\\\]+"_s);
    QString plain = path;
    plain.replace(separators, u"/"_s);
    const QRegularExpressionMatch match = generation.match(plain);
    if (!match.hasMatch())
        return {};
    const QString inside = QDir::cleanPath(plain.mid(match.capturedEnd()));
    if (!inside.startsWith(comfyFolder + u'/'))
        return {};
    const QString rest = inside.mid(comfyFolder.size() + 1);
    return personalFolders().contains(rest.section(u'/', 0, 0)) ? rest : QString();
}

QList<Diagnosis> checkLayout(QList<Diagnosis> diagnoses, const Library &library,
                             const InstallId &id)
{
    if (std::none_of(diagnoses.begin(), diagnoses.end(), isLayoutFix))
        return diagnoses;
    const Result<Install> install = loadInstall(library, id);
    QStringList right;
    bool isOfPack = false;
    for (Diagnosis &diagnosis : diagnoses) {
        if (!isLayoutFix(diagnosis))
            continue;
        const QString path = diagnosis.fix.arguments.value(0);
        if (install && wouldHelp(path, library, *install)) {
            right += path;
            isOfPack = isOfPack || !diagnosis.pack.isEmpty();
        } else if (!diagnosis.pack.isEmpty()) {
            diagnosis = withoutKnownCause(diagnosis);
        } else {
            diagnosis.id.clear();
        }
    }
    diagnoses.removeIf([&](const Diagnosis &diagnosis) {
        const bool isSaidByPack = isOfPack && isLayoutFix(diagnosis) && diagnosis.pack.isEmpty();
        return diagnosis.id.isEmpty() || isSaidByPack || isSameInOtherWords(diagnosis, right);
    });
    return diagnoses;
}

} // namespace portico
