// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envidentity.h"

#include "core/io/sha256.h"
#include "core/isolation/configreader.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QByteArray pythonString(const QString &text)
{
    QByteArray out = "\"";
    for (const QChar unit : text) {
        const char16_t code = unit.unicode();
        switch (code) {
        case u'"':
            out += "\\\"";
            break;
        case u'\\':
            out += "\\\\";
            break;
        case u'\n':
            out += "\\n";
            break;
        case u'\r':
            out += "\\r";
            break;
        case u'\t':
            out += "\\t";
            break;
        case u'\b':
            out += "\\b";
            break;
        case u'\f':
            out += "\\f";
            break;
        default:
            if (code < 0x20 || code > 0x7e)
                out += "\\u" + QByteArray::number(code, 16).rightJustified(4, '0');
            else
                out += static_cast<char>(code);
        }
    }
    return out + '"';
}

/** Unique and in the order of Python's sorted(). */
QStringList sortedSet(QStringList texts)
{
    std::sort(texts.begin(), texts.end());
    texts.removeDuplicates();
    return texts;
}

QByteArray hostPinLine(const HostStack &host)
{
    QByteArray line = "host-pins:";
    for (const QString &name : {u"comfy-aimdo"_s, u"comfy-kitchen"_s})
        line += name.toUtf8() + '=' + host.hostPins.value(name, u"-"_s).toUtf8() + ';';
    return line + '\n';
}

} // namespace

QByteArray pythonJson(const QVariant &value)
{
    QByteArrayList parts;
    switch (value.typeId()) {
    case QMetaType::QVariantMap: {
        const QVariantMap map = value.toMap();
        for (auto entry = map.cbegin(); entry != map.cend(); ++entry)
            parts += pythonString(entry.key()) + ": " + pythonJson(entry.value());
        return '{' + parts.join(", ") + '}';
    }
    case QMetaType::QVariantList:
        for (const QVariant &item : value.toList())
            parts += pythonJson(item);
        return '[' + parts.join(", ") + ']';
    case QMetaType::Bool:
        return value.toBool() ? "true" : "false";
    case QMetaType::Int:
    case QMetaType::LongLong:
        return QByteArray::number(value.toLongLong());
    case QMetaType::Double:
        return pythonText(value).toUtf8();
    default:
        return pythonString(value.toString());
    }
}

QString envIdentity(const QVariantMap &manifest, QStringList wheelAddresses, const EnvRules &rules)
{
    std::sort(wheelAddresses.begin(), wheelAddresses.end());
    Sha256Hasher hasher;
    hasher.add(pythonJson(manifest));
    hasher.add(QByteArrayView("\0", 1));
    hasher.add(wheelAddresses.join(u'\n').toUtf8());
    return rules.identityPrefix + hasher.result().toHex();
}

QString envFastKey(const FastKeyRequest &request)
{
    QStringList packages;
    QStringList pythons;
    for (const EnvConfig &config : request.all) {
        packages += config.cudaPackages;
        pythons += config.python.isEmpty() ? u"host"_s : config.python;
    }
    Sha256Hasher hasher;
    if (request.rules.hashesFormat)
        hasher.add("fmt:2\n");
    hasher.add("abi:");
    hasher.add(abiTag(request.host, request.rules).toUtf8());
    hasher.add(request.host.hasGpu ? "\ngpu:1\n" : "\ngpu:0\n");
    if (request.rules.hashesHostPins)
        hasher.add(hostPinLine(request.host));
    hasher.add("combo-inputs:");
    hasher.add((sortedSet(packages) + sortedSet(pythons)).join(u',').toUtf8());
    hasher.add("\ntoml:");
    hasher.add(request.config);
    hasher.add("\n");
    return hasher.result().toHex();
}

QByteArray installHashBytes(const InstallHash &hash)
{
    return hash.identity.toUtf8() + "\nfastkey:" + hash.fastKey.toUtf8() + '\n';
}

std::optional<InstallHash> installHashFrom(const QByteArray &bytes)
{
    InstallHash hash;
    bool hasLines = false;
    for (const QByteArray &line : bytes.split('\n')) {
        const QString text = QString::fromUtf8(line).trimmed();
        hasLines = hasLines || !text.isEmpty();
        if (text.startsWith("fastkey:"_L1))
            hash.fastKey = text.mid(8);
        else if (text.startsWith(u'v') && text.contains(u':'))
            hash.identity = text;
    }
    return hasLines ? std::make_optional(hash) : std::nullopt;
}

QByteArray envStampBytes(const EnvStamp &stamp, const EnvRules &rules)
{
    const auto textOrNull = [](const QString &text) -> QByteArray {
        return text.isEmpty() ? "null" : pythonString(text);
    };
    QByteArrayList rows{"\"comfy_env_version\": " + textOrNull(stamp.comfyEnvVersion),
                        "\"abi_tag\": " + textOrNull(stamp.abiTag)};
    if (rules.hasDottedTag)
        rows += "\"source\": " + textOrNull(stamp.source);
    rows += "\"torch_pin\": " + textOrNull(stamp.torchPin);
    rows += "\"provenance\": " + textOrNull(stamp.provenance);
    rows += "\"pixi_lock_sha256\": " + textOrNull(stamp.lockSha256);
    if (rules.hasDottedTag) {
        QByteArrayList pins;
        for (auto pin = stamp.hostPins.cbegin(); pin != stamp.hostPins.cend(); ++pin)
            pins += pythonString(pin.key()) + ": " + pythonString(pin.value());
        rows += "\"accel_imports\": {}";
        rows += "\"comfyui_version\": " + textOrNull(stamp.comfyVersion);
        rows += "\"host_derived\": {" + pins.join(", ") + '}';
    }
    return "{\n  " + rows.join(",\n  ") + "\n}\n";
}

EnvStamp envStampFrom(const QJsonObject &object)
{
    const auto text = [&object](QLatin1StringView key) { return object.value(key).toString(); };
    return {.comfyEnvVersion = text("comfy_env_version"_L1),
            .abiTag = text("abi_tag"_L1),
            .source = text("source"_L1),
            .torchPin = text("torch_pin"_L1),
            .provenance = text("provenance"_L1),
            .lockSha256 = text("pixi_lock_sha256"_L1),
            .comfyVersion = text("comfyui_version"_L1)};
}

} // namespace portico
