// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/spokenwords.h"

#include <QCoreApplication>
#include <QMultiHash>
#include <QMutex>
#include <QRegularExpression>
#include <QTranslator>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

QString plain(QString text)
{
    return text.remove(u'&');
}

/// Asked before the other translators, it lets them answer and writes the answer down.
class WordKeeper final : public QTranslator
{
public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }

    QString translate(const char *context, const char *source, const char *note,
                      int count) const override
    {
        static thread_local bool isAsking = false; // jobs speak in threads of their own
        if (isAsking)
            return {};
        isAsking = true;
        QString spoken = QCoreApplication::translate(context, source, note, count);
        isAsking = false;
        const QMutexLocker lock(&m_mutex);
        const QString english = plain(QString::fromUtf8(source));
        if (!m_words.contains(english, plain(spoken)))
            m_words.insert(english, plain(spoken));
        return spoken;
    }

    QStringList spoken(const QString &english) const
    {
        const QMutexLocker lock(&m_mutex);
        QStringList found{english};
        const qsizetype colon = english.indexOf(": "_L1); // a button and what it is about
        for (const QString &act : m_words.values(english.first(std::max<qsizetype>(colon, 0)))) {
            for (const QString &both : m_words.values(u"%1: %2"_s))
                found += both.arg(act, english.sliced(colon + 2));
        }
        for (auto word = m_words.cbegin(); word != m_words.cend(); ++word) {
            if (word.key() == english)
                found += word.value();
            else if (word.key().count(u'%') == 1 && word.key().contains("%1"_L1))
                found += filledIn(word.key(), word.value(), english);
        }
        return found;
    }

private:
    static QStringList filledIn(const QString &source, const QString &spoken,
                                const QString &english)
    {
        if (source.size() < 5)
            return {}; // “%1.” would be anything
        const QString pattern = QRegularExpression::escape(source).replace(u"\\%1"_s, u"(.+)"_s);
        const auto match =
            QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(english);
        return match.hasMatch() ? QStringList{spoken.arg(match.captured(1))} : QStringList();
    }

    mutable QMutex m_mutex;
    mutable QMultiHash<QString, QString> m_words{};
};

WordKeeper *keeper = nullptr; // of the application, which ends it

} // namespace

void keepSpokenWords(QCoreApplication &application)
{
    keeper = new WordKeeper(&application);
    QCoreApplication::installTranslator(keeper);
}

QStringList spokenWords(const QString &english)
{
    return keeper ? keeper->spoken(english) : QStringList{english};
}

} // namespace portico::app
