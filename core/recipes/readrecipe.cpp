// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/gitaddress.h"
#include "core/io/file.h"
#include "core/io/strictjson.h"
#include "core/nodes/packsource.h"
#include "core/python/requirements.h"
#include "core/recipes/recipe.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

using Need = StrictJson::Need;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Recipe)
};

constexpr qint64 kMostVersion = 1000;
constexpr qsizetype kMostNodes = 1000;

/** Fills a recipe in from its file. */
class Reader
{
public:
    Reader(StrictJson json, const QString &file)
        : m_json(std::move(json))
    {
        m_recipe.file = file;
        m_recipe.accelerator = {};
    }

    Result<Recipe> run();

private:
    QString beside(const QString &path) const;
    void readComfy();
    Result<> readVersion();
    Result<> readNodes();
    Result<> readRequirementsPart();
    void readPython();
    void readMiniforge(StrictJson &python);
    QString placeOf(const QString &place) const;
    void readTarget();
    void readResult();
    RecipeNode node(StrictJson &json);

    StrictJson m_json;
    Recipe m_recipe;
    QStringList m_names; ///< of folders, in lower case
};

QString Reader::beside(const QString &path) const
{
    return QDir::cleanPath(
        QFileInfo(m_recipe.file).dir().absoluteFilePath(QDir::fromNativeSeparators(path)));
}

bool isAddress(const QString &place)
{
    return place.startsWith("https:"_L1);
}

/** An address as it is; a path counts from the recipe. */
QString gitPlace(const QString &git, const QString &folder)
{
    static const QRegularExpression address(uR"re(^[A-Za-z][A-Za-z0-9+.-]+:)re"_s);
    const bool isPath = git.startsWith(u'.') || git.startsWith(u'/') || QDir::isAbsolutePath(git);
    if (isPath && !address.match(git).hasMatch())
        return QDir::cleanPath(QDir(folder).absoluteFilePath(git));
    return git;
}

void checkRef(const StrictJson &json, QLatin1StringView key, const QString &ref)
{
    if (!ref.isEmpty() && !isPossibleRef(ref))
        json.refuse(key, Text::tr("can be no tag, branch or commit"));
}

QString Reader::placeOf(const QString &place) const
{
    return isAddress(place) ? place : beside(place);
}

void Reader::readComfy()
{
    StrictJson comfy = m_json.object("comfyui"_L1, Need::Optional);
    const QString git = comfy.text("git"_L1, Need::Optional);
    if (!git.isEmpty())
        m_recipe.git = gitPlace(git, QFileInfo(m_recipe.file).path());
    m_recipe.ref = comfy.text("ref"_L1, Need::Optional);
    checkRef(comfy, "ref"_L1, m_recipe.ref);
    comfy.finish();
}

/** Of the recipe, or in VERSION.txt beside it. */
Result<> Reader::readVersion()
{
    m_recipe.version = m_json.text("version"_L1, Need::Optional);
    const QString file = beside(u"VERSION.txt"_s);
    if (!m_recipe.version.isEmpty() || !QFileInfo::exists(file)) {
        if (m_recipe.version.isEmpty())
            m_json.refuse("version"_L1,
                          Text::tr("is missing, and there is no VERSION.txt beside the recipe"));
        return {};
    }
    const Result<QByteArray> bytes = readFile(file, kMostVersion);
    if (!bytes)
        return bytes.error();
    m_recipe.version = QString::fromUtf8(*bytes).trimmed();
    if (m_recipe.version.isEmpty())
        m_json.refuse("version"_L1, Text::tr("is missing, and VERSION.txt is empty"));
    return {};
}

RecipeNode Reader::node(StrictJson &json)
{
    RecipeNode node{.git = json.text("url"_L1, Need::Required)};
    node.git = gitPlace(node.git, QFileInfo(m_recipe.file).path());
    int refs = 0;
    for (const auto key : {"ref"_L1, "commit"_L1, "tag"_L1, "branch"_L1}) {
        const QString ref = json.text(key, Need::Optional);
        checkRef(json, key, ref);
        if (ref.isEmpty())
            continue;
        if (++refs > 1)
            json.refuse(key,
                        Text::tr("is one too many: one of ref, commit, tag and branch counts"));
        node.ref = ref;
    }
    node.name = json.text("name"_L1, Need::Optional);
    const Result<QString> folder = packFolderName(
        {.kind = PackSource::Kind::Git, .place = node.git, .ref = node.ref, .name = node.name});
    if (!node.git.isEmpty() && !folder)
        json.refuse(node.name.isEmpty() ? "url"_L1 : "name"_L1,
                    Text::tr("cannot be used: %1").arg(reasonOf(folder.error())));
    if (folder && m_names.contains(folder->toLower()))
        json.refuse("url"_L1,
                    Text::tr("would get the folder “%1”, which another one has; give it "
                             "a \"name\"")
                        .arg(*folder));
    if (folder)
        m_names += folder->toLower();
    json.finish();
    return node;
}

/** Inline, or the name of a list such as repos.json. */
Result<> Reader::readNodes()
{
    if (m_json.isText("nodes"_L1)) {
        const QString list = beside(m_json.text("nodes"_L1, Need::Optional));
        Result<QList<StrictJson>> objects = StrictJson::readObjects(list);
        if (!objects)
            return objects.error();
        for (StrictJson &json : *objects)
            m_recipe.nodes += node(json);
        if (!objects->isEmpty() && objects->constFirst().error())
            return *objects->constFirst().error();
    } else {
        for (StrictJson &json : m_json.objects("nodes"_L1))
            m_recipe.nodes += node(json);
    }
    if (m_recipe.nodes.size() > kMostNodes)
        m_json.refuse("nodes"_L1, Text::tr("has more than %1 entries").arg(kMostNodes));
    return {};
}

/** Inline, or the name of a requirements.txt. */
Result<> Reader::readRequirementsPart()
{
    const bool isFile = m_json.isText("requirements"_L1);
    const QString file =
        isFile ? beside(m_json.text("requirements"_L1, Need::Optional)) : m_recipe.file;
    const Result<RequirementList> list = isFile
        ? readRequirements(file)
        : parseRequirements(m_json.texts("requirements"_L1).join(u'\n').toUtf8(),
                            u"requirements"_s);
    if (!list && isFile)
        return list.error();
    if (!list) {
        m_json.refuse("requirements"_L1,
                      Text::tr("cannot be used: %1").arg(reasonOf(list.error())));
        return {};
    }
    for (const Requirement &requirement : list->requirements)
        m_recipe.requirements += requirement.text;
    if (!list->leftOut.isEmpty())
        m_json.refuse("requirements"_L1,
                      Text::tr("holds what is no requirement on a package: %1")
                          .arg(list->leftOut.constFirst()));
    return {};
}

void Reader::readPython()
{
    StrictJson python = m_json.object("python"_L1, Need::Optional);
    const QString provider =
        python.word("provider"_L1, Need::Optional, {u"uv"_s, u"prefix"_s, u"miniforge"_s});
    const bool isMiniforge = provider == "miniforge"_L1;
    m_recipe.python = python.text("version"_L1, isMiniforge ? Need::Required : Need::Optional);
    static const QRegularExpression version(uR"re(^3\.\d{1,2}(\.\d{1,2})?$)re"_s);
    if (!m_recipe.python.isEmpty() && !version.match(m_recipe.python).hasMatch())
        python.refuse("version"_L1, Text::tr("is no version such as 3.12 or 3.12.8"));
    if (provider == "prefix"_L1) {
        m_recipe.provider = PythonProvider::Prefix;
        const QString prefix = python.text("prefix"_L1, Need::Required);
        m_recipe.python = beside(prefix);
        if (!prefix.isEmpty() && !QFileInfo(m_recipe.python).isDir())
            python.refuse(
                "prefix"_L1,
                Text::tr("is no folder: %1").arg(QDir::toNativeSeparators(m_recipe.python)));
        if (python.has("version"_L1))
            python.refuse("version"_L1, Text::tr("has no meaning beside a prefix"));
    } else if (isMiniforge) {
        readMiniforge(python);
    } else if (python.has("list"_L1)) {
        const QString list = python.text("list"_L1, Need::Optional);
        m_recipe.pythonList = placeOf(list);
        if (!isAddress(list) && !QFileInfo(m_recipe.pythonList).isFile())
            python.refuse("list"_L1, Text::tr("is neither a file nor an https address"));
    }
    python.finish();
}

/** Its installer is named by what it is, not by "the newest one". */
void Reader::readMiniforge(StrictJson &python)
{
    m_recipe.provider = PythonProvider::Miniforge;
    const QString installer = python.text("installer"_L1, Need::Required);
    const QString digest = python.text("sha256"_L1, Need::Required);
    const auto sha256 = Sha256::fromHex(digest);
    m_recipe.miniforge =
        MiniforgeInstaller{.place = placeOf(installer), .sha256 = sha256.value_or(Sha256())};
    if (!digest.isEmpty() && !sha256)
        python.refuse("sha256"_L1, Text::tr("is no SHA-256"));
    if (!installer.isEmpty() && !isAddress(installer)
        && !QFileInfo(m_recipe.miniforge->place).isFile())
        python.refuse("installer"_L1, Text::tr("is neither a file nor an https address"));
}

void Reader::readTarget()
{
    const QString accelerator = m_json.text("accelerator"_L1, Need::Required);
    const auto known = Accelerator::fromText(accelerator);
    if (!accelerator.isEmpty() && !known)
        m_json.refuse("accelerator"_L1,
                      Text::tr("is none; write cu130, cu128, cu126, rocm7.2, xpu, mps or cpu"));
    m_recipe.accelerator = known.value_or(Accelerator());
    const QString platform = m_json.text("platform"_L1, Need::Optional);
    if (platform.isEmpty())
        return;
    m_recipe.os = osFromName(platform.section(u'-', 0, 0));
    m_recipe.architecture = architectureFromName(platform.section(u'-', 1));
    if (!m_recipe.os || !m_recipe.architecture)
        m_json.refuse("platform"_L1,
                      Text::tr("is none; write one such as linux-x64, linux-arm64, "
                               "windows-x64 or macos-arm64"));
}

void Reader::readResult()
{
    const QString prefix = m_json.text("prefix"_L1, Need::Optional);
    if (!prefix.isEmpty())
        m_recipe.prefix = prefix;
    for (const auto &[key, word] :
         {std::pair{"prefix"_L1, m_recipe.prefix}, std::pair{"version"_L1, m_recipe.version}}) {
        const Result<> usable = checkBundleWord(Text::tr("It"), word);
        if (!word.isEmpty() && !usable)
            m_json.refuse(key, Text::tr("cannot be used: %1").arg(reasonOf(usable.error())));
    }
    const QStringList parts = m_json.texts("strip"_L1);
    for (const QString &name : parts) {
        const auto part = stripPartFromName(name);
        if (part && !m_recipe.strip.contains(*part))
            m_recipe.strip += *part;
        if (!part)
            m_json.refuse("strip"_L1,
                          Text::tr("names “%1”; it can name tests, headers, "
                                   "static-libraries and caches")
                              .arg(name));
    }
    std::sort(m_recipe.strip.begin(), m_recipe.strip.end());
    const QString archive =
        m_json.word("archive"_L1, Need::Optional, {u"zip"_s, u"tar.zst"_s, u"tar.gz"_s, u"tar"_s});
    m_recipe.archive = packFormatFromName(archive).value_or(PackFormat::Zip);
    const QString date =
        m_json.word("packages"_L1, Need::Optional, {u"auto"_s, u"newest"_s, u"as-of-version"_s});
    m_recipe.packageDate = date == "newest"_L1 ? PackageDate::Newest
        : date == "as-of-version"_L1           ? PackageDate::AsOfVersion
                                               : PackageDate::Automatic;
    m_recipe.arguments = m_json.texts("arguments"_L1);
    if (m_json.flag("cors"_L1))
        m_recipe.arguments += u"--enable-cors-header"_s;
    m_recipe.without = m_json.texts("without"_L1);
}

Result<Recipe> Reader::run()
{
    const qint64 schema = m_json.number("schema"_L1, Need::Required);
    if (m_json.has("schema"_L1) && schema != 1)
        m_json.refuse("schema"_L1, Text::tr("is not 1, the form that this Portico knows"));
    m_json.raw("$schema"_L1); // editors ask for it
    m_recipe.name = m_json.text("name"_L1, Need::Required);
    readComfy();
    for (const auto read :
         {&Reader::readVersion, &Reader::readNodes, &Reader::readRequirementsPart}) {
        const Result<> done = (this->*read)();
        if (!done)
            return done.error();
    }
    readPython();
    readTarget();
    readResult();
    m_json.finish();
    if (const auto error = m_json.error())
        return *error;
    return m_recipe;
}

} // namespace

Result<Recipe> readRecipe(const QString &file)
{
    const QString path = QDir::cleanPath(QFileInfo(file).absoluteFilePath());
    const Result<StrictJson> json = StrictJson::readObject(path);
    if (!json)
        return json.error();
    return Reader(*json, path).run();
}

} // namespace portico
