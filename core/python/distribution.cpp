// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/distribution.h"

#include "core/io/json.h"
#include "core/platform/filestart.h"
#include "core/python/torchfamily.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostSmallFile = 64LL << 10;
constexpr qint64 kChunk = 64LL << 10;

QByteArray headOf(const QString &path, qint64 most)
{
    return readFileStart(QFile::encodeName(path), most);
}

/** METADATA up to the blank line behind which its description begins. */
QByteArray metadataHeader(const QString &path)
{
    const QByteArray bytes = headOf(path, kChunk);
    const bool isWhole =
        bytes.size() < kChunk || bytes.contains("\n\n") || bytes.contains("\n\r\n");
    return isWhole ? bytes : headOf(path, kMostMetadata);
}

/** Each header with its continued lines joined, until the blank line. */
class HeaderLines
{
public:
    explicit HeaderLines(const QByteArray &text)
        : m_text(text)
    {
        if (m_text.startsWith("\xef\xbb\xbf"))
            m_position = 3;
    }

    bool next(QByteArray &name, QByteArray &value)
    {
        QByteArrayView line;
        if (!take(line) || line.isEmpty())
            return false;
        const qsizetype colon = line.indexOf(':');
        name = colon < 0 ? QByteArray() : line.first(colon).toByteArray().trimmed().toLower();
        value = colon < 0 ? QByteArray() : line.sliced(colon + 1).toByteArray().trimmed();
        while (m_position < m_text.size()
               && (m_text.at(m_position) == ' ' || m_text.at(m_position) == '\t')) {
            take(line);
            if (value.size() < kChunk)
                value += ' ' + line.toByteArray().trimmed();
        }
        return true;
    }

private:
    bool take(QByteArrayView &line)
    {
        if (m_position >= m_text.size())
            return false;
        qsizetype end = m_text.indexOf('\n', m_position);
        end = end < 0 ? m_text.size() : end;
        line = QByteArrayView(m_text).sliced(m_position, end - m_position);
        if (line.endsWith('\r'))
            line = line.chopped(1);
        m_position = end + 1;
        return true;
    }

    const QByteArray &m_text;
    qsizetype m_position = 0;
};

QStringList wheelTags(const QByteArray &text)
{
    QStringList tags;
    QByteArray name;
    QByteArray value;
    for (HeaderLines lines(text); lines.next(name, value);) {
        if (name == "tag" && tags.size() < 100)
            tags += QString::fromUtf8(value);
    }
    return tags;
}

void readOrigin(const QByteArray &text, Distribution &distribution)
{
    if (text.isEmpty())
        return;
    const Result<QJsonObject> object = parseJsonObject(text, {.maxBytes = kMostSmallFile});
    if (!object)
        return;
    const QUrl url(object->value("url"_L1).toString());
    distribution.origin = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery).toString();
    distribution.isEditable = object->value("dir_info"_L1).toObject().value("editable"_L1).toBool();
}

/** "torch" and "2.9.1" of "torch-2.9.1.dist-info": what is left where METADATA tells nothing. */
void nameByFolder(Distribution &distribution)
{
    const QString stem = distribution.infoName.left(distribution.infoName.lastIndexOf(u'.'));
    if (distribution.name.isEmpty())
        distribution.name = normalisedPackage(stem.section(u'-', 0, 0));
    if (distribution.version.isEmpty())
        distribution.version = stem.section(u'-', 1, 1);
}

/** Files of an old egg: installed-files.txt is relative to the egg-info folder. */
QByteArray eggRecord(const QString &infoName, const QByteArray &text)
{
    QByteArray record;
    for (const QByteArray &line : text.split('\n')) {
        const QString path = QDir::cleanPath(infoName + u'/' + QString::fromUtf8(line.trimmed()));
        record += '"' + path.toUtf8() + "\",,\n";
    }
    return record;
}

void readEgg(const QString &info, Distribution &distribution)
{
    const bool isFolder = QFileInfo(info).isDir();
    const QByteArray metadata = metadataHeader(isFolder ? info + "/PKG-INFO"_L1 : info);
    distribution.hasMetadata = !metadata.isEmpty();
    readMetadata(metadata, distribution);
    if (!isFolder)
        return;
    if (distribution.needs.isEmpty())
        distribution.needs = eggNeeds(headOf(info + "/requires.txt"_L1, kMostMetadata));
    const QByteArray installed = headOf(info + "/installed-files.txt"_L1, kMostRecord);
    distribution.hasRecord = !installed.isEmpty();
    if (distribution.hasRecord)
        readRecord(eggRecord(distribution.infoName, installed), distribution);
    distribution.installer = u"setuptools"_s;
}

/** A development egg: the link's first line names the folder that holds the real egg-info. */
void readEggLink(const QString &link, Distribution &distribution)
{
    distribution.isEditable = true;
    const QString target =
        QString::fromUtf8(headOf(link, kMostSmallFile)).section(u'\n', 0, 0).trimmed();
    if (!QDir::isAbsolutePath(target))
        return;
    const QString stem = distribution.infoName.chopped(qsizetype(sizeof(".egg-link") - 1));
    QString module = stem;
    const QString info = QDir(target).filePath(module.replace(u'-', u'_') + ".egg-info"_L1);
    const QByteArray metadata = metadataHeader(info + "/PKG-INFO"_L1);
    distribution.hasMetadata = !metadata.isEmpty();
    distribution.origin = target;
    readMetadata(metadata, distribution);
    if (distribution.needs.isEmpty())
        distribution.needs = eggNeeds(headOf(info + "/requires.txt"_L1, kMostMetadata));
}

void readDistInfo(const QString &info, Distribution &distribution)
{
    const QByteArray metadata = metadataHeader(info + "/METADATA"_L1);
    distribution.hasMetadata = !metadata.isEmpty();
    readMetadata(metadata, distribution);
    const QByteArray record = headOf(info + "/RECORD"_L1, kMostRecord);
    distribution.hasRecord = !record.isEmpty();
    if (distribution.hasRecord)
        readRecord(record, distribution);
    distribution.tags = wheelTags(headOf(info + "/WHEEL"_L1, kMostSmallFile));
    distribution.installer =
        QString::fromUtf8(headOf(info + "/INSTALLER"_L1, 256)).section(u'\n', 0, 0).trimmed();
    readOrigin(headOf(info + "/direct_url.json"_L1, kMostSmallFile), distribution);
}

} // namespace

Distribution readDistribution(const QString &folder, const QString &infoName)
{
    Distribution distribution;
    distribution.folder = folder;
    distribution.infoName = infoName;
    const QString info = folder + u'/' + infoName;
    if (infoName.endsWith(".egg-link"_L1))
        readEggLink(info, distribution);
    else if (infoName.endsWith(".egg-info"_L1))
        readEgg(info, distribution);
    else
        readDistInfo(info, distribution);
    nameByFolder(distribution);
    return distribution;
}

void readMetadata(const QByteArray &text, Distribution &distribution)
{
    QByteArray name;
    QByteArray value;
    for (HeaderLines lines(text); lines.next(name, value);) {
        if (name == "name" && distribution.name.isEmpty())
            distribution.name = normalisedPackage(QString::fromUtf8(value.left(512)));
        else if (name == "version" && distribution.version.isEmpty())
            distribution.version = QString::fromUtf8(value.left(512));
        else if (name == "requires-dist" && distribution.needs.size() < kMostNeeds)
            distribution.needs += QString::fromUtf8(value);
        else if (name == "requires-python" && distribution.requiresPython.isEmpty())
            distribution.requiresPython = QString::fromUtf8(value.left(512));
    }
}

} // namespace portico
