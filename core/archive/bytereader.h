// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QtEndian>

namespace portico {

/** Reads little-endian fields in order. Past the end everything is 0 and isGood() is false. */
class ByteReader
{
public:
    explicit ByteReader(QByteArrayView bytes)
        : m_bytes(bytes)
    { }

    bool isGood() const { return m_isGood; }
    bool atEnd() const { return m_position == m_bytes.size(); }
    qsizetype position() const { return m_position; }
    qsizetype left() const { return m_bytes.size() - m_position; }

    quint8 u8() { return number<quint8>(); }
    quint16 u16() { return number<quint16>(); }
    quint32 u32() { return number<quint32>(); }
    quint64 u64() { return number<quint64>(); }

    /** The next `size` bytes; empty and no longer good if there are fewer. */
    QByteArrayView bytes(quint64 size)
    {
        if (size > static_cast<quint64>(left())) {
            m_isGood = false;
            return {};
        }
        const QByteArrayView taken = m_bytes.sliced(m_position, static_cast<qsizetype>(size));
        m_position += taken.size();
        return taken;
    }

private:
    template <typename Number>
    Number number()
    {
        const QByteArrayView raw = bytes(sizeof(Number));
        return raw.isEmpty() ? Number{0} : qFromLittleEndian<Number>(raw.data());
    }

    QByteArrayView m_bytes;
    qsizetype m_position = 0;
    bool m_isGood = true;
};

} // namespace portico
