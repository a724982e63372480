// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/removablepath.h"

#include <QCoreApplication>
#include <QDir>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RemovablePath)
};

constexpr int kLeastDepth = 2;

} // namespace

bool isRemovablePath(QStringView path)
{
    const QString plain = QDir::fromNativeSeparators(path.toString());
    if (!QDir::isAbsolutePath(plain))
        return false;
    int depth = 0;
    for (const QStringView name : QStringView(plain).split(u'/', Qt::SkipEmptyParts)) {
        if (name == u"." || name == u"..")
            return false;
        const bool isDrive = name.size() == 2 && name.back() == u':';
        depth += isDrive ? 0 : 1;
    }
    return depth >= kLeastDepth;
}

Error unsafePathError(const QString &path)
{
    return {.code = ErrorCode::Internal,
            .message = Text::tr("Portico was about to remove “%1” and did not.").arg(path),
            .nextStep = Text::tr("Please report this."),
            .detail = {}};
}

} // namespace portico
