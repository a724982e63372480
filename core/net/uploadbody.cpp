// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/uploadbody.h"

#include "core/io/ioerror.h"

#include <QBuffer>
#include <QFile>

#include <algorithm>

namespace portico {

namespace {

class Upload final : public QIODevice
{
public:
    Upload(std::unique_ptr<QIODevice> source, qint64 size)
        : m_source(std::move(source))
        , m_size(size)
        , m_end(m_source->pos() + size)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    qint64 size() const override { return m_size; }
    bool atEnd() const override { return left() == 0 || m_source->atEnd(); }
    bool reset() override { return false; }
    bool seek(qint64) override { return false; }
    qint64 bytesAvailable() const override { return left(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        if (Upload::atEnd())
            return -1;
        return m_source->read(data, std::min(most, left()));
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    qint64 left() const { return m_end - m_source->pos(); }

    const std::unique_ptr<QIODevice> m_source;
    const qint64 m_size;
    const qint64 m_end;
};

} // namespace

Result<std::unique_ptr<QIODevice>> openUpload(const HttpBody &body)
{
    std::unique_ptr<QIODevice> source;
    if (body.file.isEmpty()) {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(body.bytes);
        source = std::move(buffer);
    } else {
        auto file = std::make_unique<QFile>(body.file);
        if (!file->open(QIODevice::ReadOnly))
            return fileError(FileAct::Read, *file);
        source = std::move(file);
    }
    if (!source->isOpen())
        source->open(QIODevice::ReadOnly);
    if (!body.file.isEmpty())
        source->seek(body.from);
    const qint64 rest = source->size() - source->pos();
    return std::unique_ptr<QIODevice>(std::make_unique<Upload>(
        std::move(source), body.size < 0 ? rest : std::min(body.size, rest)));
}

} // namespace portico
