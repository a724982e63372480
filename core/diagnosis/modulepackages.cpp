// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/modulepackages.h"

#include <algorithm>
#include <array>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Known
{
    QLatin1StringView module;
    QLatin1StringView distribution;
};

/**
 * Modules that node packs import and that are called otherwise than their distribution. Sources:
 * the `top_level.txt` or RECORD of each distribution on the Python package index. OpenCV without
 * its windows, as ComfyUI-Manager's own override list has it: a server needs none, and the other
 * one wants libGL.
 */
constexpr std::array kKnown{
    Known{"Crypto"_L1, "pycryptodome"_L1},
    Known{"OpenGL"_L1, "pyopengl"_L1},
    Known{"OpenSSL"_L1, "pyopenssl"_L1},
    Known{"PIL"_L1, "pillow"_L1},
    Known{"absl"_L1, "absl-py"_L1},
    Known{"attr"_L1, "attrs"_L1},
    Known{"bs4"_L1, "beautifulsoup4"_L1},
    Known{"clip"_L1, "clip-anytorch"_L1},
    Known{"colour"_L1, "colour-science"_L1},
    Known{"cpuinfo"_L1, "py-cpuinfo"_L1},
    Known{"cv2"_L1, "opencv-python-headless"_L1},
    Known{"dateutil"_L1, "python-dateutil"_L1},
    Known{"docx"_L1, "python-docx"_L1},
    Known{"dotenv"_L1, "python-dotenv"_L1},
    Known{"ffmpeg"_L1, "ffmpeg-python"_L1},
    Known{"fitz"_L1, "pymupdf"_L1},
    Known{"git"_L1, "gitpython"_L1},
    Known{"github"_L1, "pygithub"_L1},
    Known{"google.generativeai"_L1, "google-generativeai"_L1},
    Known{"google.genai"_L1, "google-genai"_L1},
    Known{"google.protobuf"_L1, "protobuf"_L1},
    Known{"jwt"_L1, "pyjwt"_L1},
    Known{"llama_cpp"_L1, "llama-cpp-python"_L1},
    Known{"magic"_L1, "python-magic"_L1},
    Known{"mpl_toolkits"_L1, "matplotlib"_L1},
    Known{"nacl"_L1, "pynacl"_L1},
    Known{"open_clip"_L1, "open-clip-torch"_L1},
    Known{"pkg_resources"_L1, "setuptools"_L1},
    Known{"pynvml"_L1, "nvidia-ml-py"_L1},
    Known{"sam2"_L1, "sam-2"_L1},
    Known{"serial"_L1, "pyserial"_L1},
    Known{"skimage"_L1, "scikit-image"_L1},
    Known{"sklearn"_L1, "scikit-learn"_L1},
    Known{"slugify"_L1, "python-slugify"_L1},
    Known{"usb"_L1, "pyusb"_L1},
    Known{"websocket"_L1, "websocket-client"_L1},
    Known{"yaml"_L1, "pyyaml"_L1},
    Known{"zmq"_L1, "pyzmq"_L1},
};

} // namespace

QString distributionOfModule(const QString &module)
{
    // The longest known beginning wins: google.protobuf before google.
    const auto isPartOf = [&module](const Known &known) {
        return module == known.module
            || (module.startsWith(known.module) && module.at(known.module.size()) == u'.');
    };
    const auto *const found = std::find_if(kKnown.begin(), kKnown.end(), isPartOf);
    if (found != kKnown.end())
        return found->distribution;
    return module.section(u'.', 0, 0).toLower().replace(u'_', u'-');
}

} // namespace portico
