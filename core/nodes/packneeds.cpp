// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/packneeds.h"

#include "core/io/file.h"
#include "core/io/toml.h"
#include "core/nodes/needline.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PackNeeds)
};

constexpr qint64 kMostBytes = 1 << 20;
constexpr qsizetype kMostLines = 5'000;
constexpr qsizetype kLongestLine = 4'096;
constexpr qsizetype kMostFiles = 64;

/** People write these files with editors of all kinds; PowerShell writes UTF-16. */
QString decoded(const QByteArray &bytes)
{
    const auto encoding = QStringConverter::encodingForData(bytes);
    QStringDecoder decode(encoding.value_or(QStringConverter::Utf8));
    return decode(bytes);
}

/** Reads one pack's files. */
class Reader
{
public:
    explicit Reader(const QString &folder)
        : m_root(QFileInfo(folder).canonicalFilePath())
    { }

    Result<> readAll(PackNeeds &needs);

private:
    Result<> readFileAt(const QString &path, const QString &shown);
    Result<> readText(const QString &text, const QString &path, const QString &shown);
    Result<> take(const QString &line, const QString &path, const QString &shown, qsizetype number);
    Result<> include(const QString &name, const QString &path, const QString &place,
                     const QString &line);
    Result<> readProject();
    Result<> takeList(const QJsonArray &list);
    Result<> takeDynamic(const QJsonObject &document);
    void add(PackNeed need, const QString &place);
    QString insidePack(const QString &path) const;
    Error wrong(const QString &place, const QString &why) const;

    const QString m_root;
    QSet<QString> m_seen;
    qsizetype m_lines = 0;
    QList<PackNeed> m_needs;
    QStringList m_leftOut;
};

Error Reader::wrong(const QString &place, const QString &why) const
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("%1 cannot be understood: %2.").arg(place, why),
            .nextStep = Text::tr("Update the node pack, or leave it out."),
            .detail = m_root};
}

/** The true path of a file of this pack; empty for one that lies elsewhere or is not there. */
QString Reader::insidePack(const QString &path) const
{
    const QString real = QFileInfo(path).canonicalFilePath();
    return real.startsWith(m_root + u'/') ? real : QString();
}

/** The same text counts once, at its first place. */
void Reader::add(PackNeed need, const QString &place)
{
    const bool isKnown =
        std::any_of(m_needs.begin(), m_needs.end(),
                    [&need](const PackNeed &known) { return known.text == need.text; });
    need.place = place;
    if (!isKnown)
        m_needs += need;
}

Result<> Reader::include(const QString &name, const QString &path, const QString &place,
                         const QString &line)
{
    const QString wanted = QFileInfo(path).dir().filePath(name);
    const QString real = name.contains("://"_L1) ? QString() : insidePack(wanted);
    if (real.isEmpty() || !QFileInfo(real).isFile()) {
        m_leftOut += place + ": "_L1 + line;
        return {};
    }
    if (m_seen.contains(real)) // files that include each other: once is enough
        return {};
    return readFileAt(real, real.mid(m_root.size() + 1));
}

Result<> Reader::take(const QString &line, const QString &path, const QString &shown,
                      qsizetype number)
{
    const QString place = u"%1:%2"_s.arg(shown).arg(number);
    if (const QString name = includedFile(line); !name.isEmpty())
        return include(name, path, place, line);
    const NeedLine read = readNeedLine(line);
    switch (read.kind) {
    case NeedLine::Kind::Need:
        add(read.need, place);
        return {};
    case NeedLine::Kind::LeftOut:
        m_leftOut += place + ": "_L1 + read.need.text;
        return {};
    case NeedLine::Kind::Nothing:
        return {};
    case NeedLine::Kind::Wrong:
        return wrong(place, Text::tr("“%1” is no requirement").arg(read.need.text.left(80)));
    }
    return {};
}

Result<> Reader::readText(const QString &text, const QString &path, const QString &shown)
{
    const QStringList lines = text.split(u'\n');
    QString joined;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QString line = lines.at(i);
        if (line.endsWith(u'\r'))
            line.chop(1);
        joined += line;
        if (joined.size() > kLongestLine || ++m_lines > kMostLines)
            return wrong(u"%1:%2"_s.arg(shown).arg(i + 1), Text::tr("it is too long"));
        if (joined.endsWith(u'\\') && i + 1 < lines.size()) {
            joined.chop(1);
            continue;
        }
        const Result<> taken = take(joined, path, shown, i + 1);
        if (!taken)
            return taken;
        joined.clear();
    }
    return {};
}

Result<> Reader::readFileAt(const QString &path, const QString &shown)
{
    m_seen += path;
    if (m_seen.size() > kMostFiles)
        return wrong(shown, Text::tr("it includes too many files"));
    const Result<QByteArray> bytes = readFile(path, kMostBytes);
    if (!bytes)
        return bytes.error();
    return readText(decoded(*bytes), path, shown);
}

Result<> Reader::takeList(const QJsonArray &list)
{
    for (const auto &value : list) {
        const NeedLine read = readNeedLine(value.toString());
        if (read.kind == NeedLine::Kind::Wrong || !value.isString())
            return wrong(u"pyproject.toml"_s,
                         Text::tr("“%1” is no requirement").arg(read.need.text.left(80)));
        if (read.kind == NeedLine::Kind::LeftOut)
            m_leftOut += "pyproject.toml: "_L1 + read.need.text;
        if (read.kind != NeedLine::Kind::Need || ++m_lines > kMostLines)
            continue;
        add(read.need, u"pyproject.toml"_s);
    }
    return {};
}

/** `[tool.setuptools.dynamic] dependencies = {file = ["needs.txt"]}`. */
Result<> Reader::takeDynamic(const QJsonObject &document)
{
    const QJsonObject tool = document.value("tool"_L1).toObject();
    const QJsonObject dynamic =
        tool.value("setuptools"_L1).toObject().value("dynamic"_L1).toObject();
    const QJsonValue file = dynamic.value("dependencies"_L1).toObject().value("file"_L1);
    const QJsonArray files = file.isString() ? QJsonArray{file} : file.toArray();
    for (const auto &name : files) {
        const Result<> read = include(name.toString(), m_root + "/pyproject.toml"_L1,
                                      u"pyproject.toml"_s, "file "_L1 + name.toString());
        if (!read)
            return read;
    }
    return {};
}

Result<> Reader::readProject()
{
    const QString path = insidePack(m_root + "/pyproject.toml"_L1);
    if (path.isEmpty())
        return {};
    const Result<QJsonObject> document = readToml(path);
    if (!document)
        return document.error();
    const QJsonObject project = document->value("project"_L1).toObject();
    if (project.contains("dependencies"_L1))
        return takeList(project.value("dependencies"_L1).toArray());
    return takeDynamic(*document);
}

Result<> Reader::readAll(PackNeeds &needs)
{
    const QString file = insidePack(m_root + "/requirements.txt"_L1);
    const bool isThere = !file.isEmpty() && QFileInfo(file).isFile();
    const Result<> read = isThere ? readFileAt(file, u"requirements.txt"_s) : readProject();
    if (!read)
        return read;
    needs.needs = m_needs;
    needs.leftOut = m_leftOut;
    needs.hasInstallScript = !insidePack(m_root + "/install.py"_L1).isEmpty();
    return {};
}

} // namespace

Result<PackNeeds> readPackNeeds(const QString &pack, const QString &folder)
{
    PackNeeds needs{.pack = pack};
    if (!QFileInfo(folder).isDir()) // a single Python file
        return needs;
    const Result<> read = Reader(folder).readAll(needs);
    if (!read)
        return read.error().inContext(
            Text::tr("The requirements of “%1” cannot be read:").arg(pack));
    return needs;
}

} // namespace portico
