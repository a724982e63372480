// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/modelpaths.h"

#include <QDir>

#include <utility>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** A YAML double-quoted scalar: any text on one line, also with quotes, backslashes, '#' and ':'.
 */
QString quoted(const QString &text)
{
    QString scalar = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            scalar += u'\\';
        if (c.unicode() < 0x20)
            scalar += u"\\x%1"_s.arg(c.unicode(), 2, 16, '0'_L1);
        else
            scalar += c;
    }
    return scalar + u'"';
}

QString section(const ModelRoot &root, qsizetype number)
{
    QString text = u"portico_%1:\n    base_path: %2\n"_s.arg(number).arg(quoted(root.folder));
    if (root.isDefault)
        text += "    is_default: true\n"_L1;
    for (const QString &name : modelFolderNames()) {
        // These two keys have a second folder of older days.
        if (name == "diffusion_models"_L1)
            text += "    diffusion_models: |\n        diffusion_models\n        unet\n"_L1;
        else if (name == "text_encoders"_L1)
            text += "    text_encoders: |\n        text_encoders\n        clip\n"_L1;
        else
            text += u"    %1: %1\n"_s.arg(name);
    }
    return text;
}

bool isComment(const QString &line)
{
    const QString text = line.trimmed();
    return text.isEmpty() || text.startsWith(u'#');
}

/** "    base_path: 'a b' # why" gives "a b". */
QString valueOf(const QString &line)
{
    QString value = line.section(u':', 1).trimmed();
    const bool isQuoted = value.startsWith(u'"') || value.startsWith(u'\'');
    if (isQuoted)
        return value.section(value.at(0), 1, 1);
    value = value.section(" #"_L1, 0, 0).trimmed();
    return value.startsWith(u'#') ? QString() : value;
}

/** Whether ComfyUI takes a path as it is: absolute on any system, or with a variable in front. */
bool standsAlone(const QString &path)
{
    static const QString marks = u"/\\~$%"_s;
    return !path.isEmpty()
        && (marks.contains(path.at(0)) || (path.size() > 1 && path.at(1) == u':'));
}

/** The lines of one section behind its name. */
QStringList anchoredSection(QStringList lines, const QString &folder)
{
    QString indent;
    for (QString &line : lines) {
        if (isComment(line))
            continue;
        const QString own = line.left(line.size() - line.trimmed().size());
        if (indent.isEmpty())
            indent = own;
        if (own != indent || !line.trimmed().startsWith("base_path:"_L1))
            continue;
        const QString path = valueOf(line);
        if (!standsAlone(path))
            line = indent + "base_path: "_L1
                + quoted(path.isEmpty() ? folder : QDir::cleanPath(folder + u'/' + path));
        return lines;
    }
    if (!indent.isEmpty())
        lines.prepend(indent + "base_path: "_L1 + quoted(folder));
    return lines;
}

} // namespace

QByteArray anchoredModelPaths(const QByteArray &yaml, const QString &folder)
{
    QString text = QString::fromUtf8(yaml).remove(QChar(QChar::ByteOrderMark));
    QStringList lines;
    QStringList section;
    const auto finish = [&] { lines += anchoredSection(std::exchange(section, {}), folder); };
    for (const QString &line : text.remove(u'\r').split(u'\n')) {
        const bool isMark =
            line.startsWith("---"_L1) || line.startsWith("..."_L1) || line.startsWith(u'%');
        if (isMark)
            continue;
        if (isComment(line) || line.at(0).isSpace()) {
            section += line;
            continue;
        }
        finish();
        lines += line;
    }
    finish();
    return lines.join(u'\n').trimmed().toUtf8() + '\n';
}

QStringList modelFolderNames()
{
    return {u"checkpoints"_s,
            u"configs"_s,
            u"loras"_s,
            u"vae"_s,
            u"text_encoders"_s,
            u"diffusion_models"_s,
            u"clip_vision"_s,
            u"style_models"_s,
            u"embeddings"_s,
            u"diffusers"_s,
            u"vae_approx"_s,
            u"controlnet"_s,
            u"gligen"_s,
            u"upscale_models"_s,
            u"latent_upscale_models"_s,
            u"hypernetworks"_s,
            u"photomaker"_s,
            u"classifiers"_s,
            u"model_patches"_s,
            u"audio_encoders"_s,
            u"background_removal"_s,
            u"frame_interpolation"_s,
            u"geometry_estimation"_s,
            u"optical_flow"_s,
            u"detection"_s};
}

QByteArray modelPathsYaml(const QList<ModelRoot> &roots)
{
    QString text = u"# Written by Portico at every start; changes here are lost.\n"_s;
    // A document without any section is answered with a traceback; a null section is skipped.
    if (roots.isEmpty())
        text += "portico:\n"_L1;
    for (qsizetype i = 0; i < roots.size(); ++i)
        text += section(roots.at(i), i + 1);
    return text.toUtf8();
}

} // namespace portico
