// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace portico {

/**
 * Reads a JSON file that a person wrote, strictly: what is there must be of the right kind, and a
 * key that nobody asked for is a mistake. The first breach is kept with its JSON pointer and line:
 * “recipe.json, line 7: “/comfyui/ref” is no text.” A value that is wrong or absent reads as empty;
 * the reader of a part shares the error of its whole.
 */
class StrictJson
{
public:
    /** NotFound; InvalidInput or Corrupt with the line for what is no JSON object. Blocking: one
     *  small file. */
    static Result<StrictJson> readObject(const QString &file);
    /** The objects of a file that is a list. */
    static Result<QList<StrictJson>> readObjects(const QString &file);
    /** An object out of bytes; `file` is for the messages. Pure. */
    static Result<StrictJson> fromBytes(const QByteArray &bytes, const QString &file);

    enum class Need { Required, Optional };

    bool has(QLatin1StringView key) const;
    /** One line of at most 1000 characters. */
    QString text(QLatin1StringView key, Need need);
    /** One of these words. */
    QString word(QLatin1StringView key, Need need, const QStringList &words);
    bool flag(QLatin1StringView key);
    qint64 number(QLatin1StringView key, Need need);
    QStringList texts(QLatin1StringView key);
    StrictJson object(QLatin1StringView key, Need need);
    QList<StrictJson> objects(QLatin1StringView key);
    /** Whether that value is a text, for fields that take either. */
    bool isText(QLatin1StringView key) const;
    /** A value that somebody else reads. */
    QJsonValue raw(QLatin1StringView key);

    /** Says that a value that was read cannot be: "is no port". */
    void refuse(QLatin1StringView key, const QString &why) const;
    /** Every key was asked for by now: others are refused. */
    void finish() const;
    /** The first breach of the whole file. */
    std::optional<Error> error() const;

private:
    struct Source
    {
        QString file;
        QHash<QString, int> lines;
        std::optional<Error> breach;
    };
    StrictJson(QJsonObject object, QString pointer, std::shared_ptr<Source> source);

    std::optional<QJsonValue> take(QLatin1StringView key, Need need);
    void refuseAt(const QString &pointer, const QString &why) const;
    QString checkedText(const QJsonValue &value, const QString &pointer) const;
    QString at(QLatin1StringView key) const;

    QJsonObject m_object;
    QString m_pointer;
    QSet<QString> m_asked;
    std::shared_ptr<Source> m_source;
};

/** An error's message without its full stop: what StrictJson::refuse() puts into a sentence. */
QString reasonOf(const Error &error);

} // namespace portico
