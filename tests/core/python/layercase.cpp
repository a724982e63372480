// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/python/layercase.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

void LayerCase::init()
{
    m_world = std::make_unique<LayerWorld>();
    if (!m_world->problem().isEmpty())
        QSKIP(qPrintable(m_world->problem()));
}

void LayerCase::cleanup()
{
    if (m_world && m_world->problem().isEmpty())
        QCOMPARE(m_world->leftOvers(), QStringList());
    m_world.reset();
}

QString wordsOf(const Error &error)
{
    return errorCodeName(error.code) + u": "_s + error.message + u" | "_s + error.detail;
}

bool put(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}
