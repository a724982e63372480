// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/bytereader.h"

#include <QByteArray>
#include <QList>

namespace portico {

namespace sevenzip {

/** The property ids of 7zFormat.txt that are used here. */
enum Property : quint8 {
    End = 0x00,
    Header = 0x01,
    MainStreams = 0x04,
    Files = 0x05,
    PackInfo = 0x06,
    UnpackInfo = 0x07,
    SubStreams = 0x08,
    Size = 0x09,
    Checksum = 0x0a,
    Folder = 0x0b,
    UnpackSizes = 0x0c,
    UnpackStreamCount = 0x0d,
    EmptyStream = 0x0e,
    EmptyFile = 0x0f,
    Names = 0x11,
    Attributes = 0x15,
    EncodedHeader = 0x17,
};

} // namespace sevenzip

/** One step of decoding. */
struct SevenZipCoder
{
    quint64 method = 0;
    QByteArray properties;

    /** 0 for coders without a dictionary. */
    quint64 dictionaryBytes() const;
};

/** Files that are decoded as one chain ("folder" in 7z's own words). */
struct SevenZipStreams
{
    QList<SevenZipCoder> coders;
    quint64 unpackedSize = 0;
    bool hasChecksum = false;
};

/** Where the packed bytes lie and how they are decoded. */
struct SevenZipPacks
{
    quint64 packOffset = 0; ///< after the signature header
    QList<quint64> packSizes;
    QList<SevenZipStreams> streams;
};

/** Reads up to and including its End; false if it is malformed. */
bool readSevenZipStreams(ByteReader &reader, SevenZipPacks &packs);

/** A number of 1 to 9 bytes: the first byte's leading ones count the bytes that follow. */
quint64 sevenZipNumber(ByteReader &reader);

/** `count` bits; empty if there are fewer. */
QList<bool> sevenZipBits(ByteReader &reader, quint64 count);

/** Bits, or one byte that says that all are set. */
QList<bool> sevenZipOptionalBits(ByteReader &reader, quint64 count);

} // namespace portico
