// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/modelpaths.h"

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

} // namespace

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
