// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/clonefile.h"
#include "core/platform/secondnames.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace portico {

namespace {

int opened(const QString &root, QStringView folder)
{
    QString path = root;
    if (!folder.isEmpty())
        path += u'/' + folder.toString();
    return ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

} // namespace

SecondNames::SecondNames(QString from, QString to)
    : m_from(std::move(from))
    , m_to(std::move(to))
{ }

SecondNames::~SecondNames()
{
    leave();
}

void SecondNames::leave()
{
    for (int *handle : {&m_fromFolder, &m_toFolder}) {
        if (*handle >= 0)
            ::close(*handle);
        *handle = -1;
    }
}

void SecondNames::enter(QStringView folder)
{
    leave();
    m_folder = folder.toString();
    m_fromFolder = opened(m_from, folder);
    m_toFolder = opened(m_to, folder);
}

Result<> SecondNames::give(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    const QStringView folder = QStringView(path).first(qMax(qsizetype(0), slash));
    if (m_fromFolder < 0 || m_toFolder < 0 || m_folder != folder)
        enter(folder);
    const QByteArray name = QFile::encodeName(path.sliced(slash + 1));
    if (m_fromFolder >= 0 && m_toFolder >= 0
        && ::linkat(m_fromFolder, name.constData(), m_toFolder, name.constData(), 0) == 0)
        return {};
    // Once more by its whole path, for the sake of what the error means.
    return cloneFile(m_from + u'/' + path, m_to + u'/' + path, CloneMethod::HardLink);
}

} // namespace portico
