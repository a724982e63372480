// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/storeroots.h"

#include "core/installs/snapshotroots.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::StoreRoots)
};

constexpr int kSchema = 1;

bool isFileWord(const QString &word)
{
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
            || c == u'-' || c == u'_';
    });
}

Result<QString> fileOf(const Library &library, const QString &owner, const QString &id)
{
    if (!isFileWord(owner) || !isFileWord(id))
        return Error{.code = ErrorCode::Internal,
                     .message = Text::tr("Portico gave something to keep a name that it cannot "
                                         "have: “%1.%2”.")
                                    .arg(owner, id),
                     .nextStep = Text::tr("Please report this."),
                     .detail = {}};
    return library.roots() + u'/' + owner + u'.' + id + ".json"_L1;
}

QJsonObject toJson(const Library &library, const StoreRoot &root)
{
    QJsonArray files;
    for (const Sha256 &file : root.files)
        files.append(file.toHex());
    QJsonObject generations;
    for (auto each = root.generations.begin(); each != root.generations.end(); ++each) {
        QJsonArray numbers;
        for (const int number : *each)
            numbers.append(number);
        generations.insert(each.key().toString(), numbers);
    }
    QJsonArray environments;
    for (const QString &folder : root.environments) {
        const bool isInside = folder.startsWith(library.root() + u'/');
        environments.append(isInside ? folder.sliced(library.root().size() + 1) : folder);
    }
    return {{u"schema"_s, kSchema},
            {u"name"_s, root.name},
            {u"layers"_s, QJsonArray::fromStringList(root.layers)},
            {u"files"_s, files},
            {u"generations"_s, generations},
            {u"environments"_s, environments}};
}

QStringList texts(const QJsonObject &object, QLatin1StringView key)
{
    QStringList list;
    for (const auto &value : object.value(key).toArray())
        list += value.toString();
    return list;
}

std::optional<StoreRoot> readRoot(const Library &library, const QString &path)
{
    const Result<QJsonObject> object = readJsonObject(path);
    if (!object || object->value("schema"_L1).toInt() != kSchema)
        return std::nullopt;
    const QString file = QFileInfo(path).completeBaseName();
    StoreRoot root{.owner = file.section(u'.', 0, 0),
                   .id = file.section(u'.', 1),
                   .name = object->value("name"_L1).toString(),
                   .layers = texts(*object, "layers"_L1)};
    for (const QString &hex : texts(*object, "files"_L1)) {
        const auto sha256 = Sha256::fromHex(hex);
        if (!sha256)
            return std::nullopt;
        root.files += *sha256;
    }
    const QJsonObject generations = object->value("generations"_L1).toObject();
    for (auto each = generations.begin(); each != generations.end(); ++each) {
        const auto install = InstallId::fromString(each.key());
        if (!install)
            return std::nullopt;
        for (const auto &number : each->toArray())
            root.generations[*install] += number.toInt();
    }
    for (const QString &folder : texts(*object, "environments"_L1))
        root.environments += QDir::cleanPath(QDir(library.root()).absoluteFilePath(folder));
    return root;
}

QStringList keepers(const StoreRoots &roots, const std::function<bool(const StoreRoot &)> &keeps)
{
    QStringList names;
    for (const StoreRoot &root : roots.roots) {
        if (keeps(root))
            names += root.name.isEmpty() ? root.owner + u'.' + root.id : root.name;
    }
    return names + roots.unreadable;
}

} // namespace

QStringList StoreRoots::keepersOfLayer(const QString &layer) const
{
    return keepers(*this, [&](const StoreRoot &root) { return root.layers.contains(layer); });
}

QStringList StoreRoots::keepersOfGeneration(const InstallId &install, int number) const
{
    return keepers(*this, [&](const StoreRoot &root) {
        return root.generations.value(install).contains(number);
    });
}

QStringList StoreRoots::keepersOfFile(const Sha256 &file) const
{
    return keepers(*this, [&](const StoreRoot &root) { return root.files.contains(file); });
}

QStringList StoreRoots::keepersOfEnvironment(const QString &folder) const
{
    return keepers(*this,
                   [&](const StoreRoot &root) { return root.environments.contains(folder); });
}

Result<> keepStoreRoot(const Library &library, const StoreRoot &root)
{
    const Result<QString> file = fileOf(library, root.owner, root.id);
    if (!file)
        return file.error();
    const Result<> made = makeFolder(library.roots());
    return made ? writeFileAtomically(*file, jsonToBytes(toJson(library, root))) : made;
}

Result<> dropStoreRoot(const Library &library, const QString &owner, const QString &id)
{
    const Result<QString> file = fileOf(library, owner, id);
    return file ? removeDurably(*file) : Result<>(file.error());
}

StoreRoots storeRoots(const Library &library)
{
    StoreRoots roots = snapshotRoots(library);
    const QDir folder(library.roots());
    for (const QString &name :
         folder.entryList({u"*.json"_s}, QDir::Files | QDir::Hidden, QDir::Name)) {
        if (const auto root = readRoot(library, folder.filePath(name)))
            roots.roots += *root;
        else
            roots.unreadable += u"store/roots/"_s + name;
    }
    return roots;
}

} // namespace portico
