// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/wrapfiles.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr auto kWrapperInit =
    R"py(# Made by Portico: this node pack runs in a Python of its own, by comfy-env.
# Its files lie untouched in FILES; "Undo the isolation" in Portico puts them back.
from comfy_env import register_nodes

NODE_CLASS_MAPPINGS, NODE_DISPLAY_NAME_MAPPINGS = register_nodes()
)py";

constexpr auto kNodesInit =
    R"py(# Made by Portico. In the isolated Python this package stands before ComfyUI's module of the same name, which node
# packs import, too: what is not here is taken from there, when it is asked for.
if __name__ == "nodes":
    import importlib.util as _util
    import os as _os
    import sys as _sys

    def __getattr__(name):
        if name.startswith("__"):
            raise AttributeError(name)
        comfy = _sys.modules.get("comfyui_nodes")
        if comfy is None:
            file = _os.path.join(_os.environ.get("COMFYUI_BASE", ""), "nodes.py")
            if not _os.path.isfile(file):
                raise AttributeError(name)
            spec = _util.spec_from_file_location("comfyui_nodes", file)
            comfy = _sys.modules["comfyui_nodes"] = _util.module_from_spec(spec)
            try:
                spec.loader.exec_module(comfy)
            except BaseException:
                del _sys.modules["comfyui_nodes"]
                raise
        return getattr(comfy, name)
)py";

constexpr auto kIsolatedInit = R"py(# Made by Portico: hands on what the node pack registers.
import importlib as _importlib
import os as _os
import sys as _sys

PACK = NAME

if _os.environ.get("COMFYUI_ISOLATION_WORKER") != "1":
    # comfy-env found no environment, and would load the pack into ComfyUI's own Python.
    raise ImportError("the isolated environment of " + PACK + " is missing or was made for another Python or torch: "
                      "repair the environments of this install in Portico")


class _Nowhere:
    """ComfyUI's web server is in another process: what the pack registers there is noted and comes to nothing, rather than
    keep its nodes from loading."""

    lost = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nowhere()

    def __call__(self, *args, **_):
        if len(args) == 1 and callable(args[0]):
            return args[0]  # it decorates
        path = next((one for one in args if isinstance(one, str) and one.startswith("/")), None)
        listed = [one for given in args if hasattr(given, "__iter__") and not isinstance(given, str) for one in given]
        _Nowhere.lost += [path] if path else [getattr(one, "prefix", None) or getattr(one, "path", "") for one in listed]
        return self

    def __iter__(self):
        return iter(())


_server = _sys.modules.get("server")
if getattr(_server, "__comfy_env_stub__", False):
    _server.PromptServer.instance.routes = _server.PromptServer.instance.app = _Nowhere()

_pack = _importlib.import_module("." + PACK, __name__)
NODE_CLASS_MAPPINGS = getattr(_pack, "NODE_CLASS_MAPPINGS", None) or {}
NODE_DISPLAY_NAME_MAPPINGS = getattr(_pack, "NODE_DISPLAY_NAME_MAPPINGS", None) or {}
if hasattr(_pack, "comfy_entrypoint"):
    comfy_entrypoint = _pack.comfy_entrypoint
)py";

constexpr auto kTrialReport = R"py(

def _report():
    import importlib.machinery
    import json
    import sys

    def is_found(name):
        path = None
        parts = name.split(".")
        for count in range(1, len(parts) + 1):
            spec = importlib.machinery.PathFinder.find_spec(".".join(parts[:count]), path)
            if spec is None:
                return False
            path = spec.submodule_search_locations
            if path is None and count < len(parts):
                return False
        return True

    # A worker imports the class of a node by its module and name.
    lost = sorted(node for node, cls in NODE_CLASS_MAPPINGS.items()
                  if not is_found(cls.__module__)
                  or getattr(sys.modules.get(cls.__module__), cls.__name__, None) is not cls)
    found = {"nodes": sorted(NODE_CLASS_MAPPINGS), "unreachable": lost, "web": getattr(_pack, "WEB_DIRECTORY", None),
             "routes": sorted(set(filter(None, _Nowhere.lost)))}
    with open(_os.environ["PORTICO_TRIAL"], "w", encoding="utf-8") as file:
        json.dump(found, file)


if "PORTICO_TRIAL" in _os.environ:
    _report()
)py";

constexpr auto kTrialStarter = R"py(import json
import os
import runpy
import site
import sys

# A base that never had a layer does not know the way to one yet.
layer = os.environ.get("PORTICO_LAYER")
if layer and layer not in sys.path:
    site.addsitedir(layer)
result, pack, main = sys.argv[1:4]
sys.argv = [main, *sys.argv[4:]]
sys.path[0] = os.path.dirname(main)
code = 0
try:
    runpy.run_path(main, run_name="__main__")
except SystemExit as end:
    code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1


def routes():
    """What the server answers to, but for its own copies below /api and the pages of extensions."""
    server = getattr(getattr(sys.modules.get("server"), "PromptServer", None), "instance", None)
    paths = {getattr(route, "prefix", None) or getattr(route, "path", "") for route in getattr(server, "routes", ())}
    router = getattr(getattr(server, "app", None), "router", None)
    if router is not None:
        paths |= {resource.canonical for resource in router.resources()}
    return sorted(path for path in paths if path and path.removeprefix("/api") not in paths - {path}
                  and not path.startswith("/extensions/"))


comfy = sys.modules.get("nodes")
found = sorted(node for node, cls in getattr(comfy, "NODE_CLASS_MAPPINGS", {}).items()
               if getattr(cls, "RELATIVE_PYTHON_MODULE", None) == "custom_nodes." + pack)
web = sorted(getattr(comfy, "EXTENSION_WEB_DIRS", {}))
try:
    answered = routes()
except Exception:  # another ComfyUI keeps them in another way
    answered = []
with open(result, "w", encoding="utf-8") as file:
    json.dump({"nodes": found, "web": web, "routes": answered, "code": code}, file)
sys.stdout.flush()
sys.stderr.flush()
os._exit(code)
)py";

constexpr auto kSerialization =
    R"py(# Made by Portico: how the pack's own data is carried between Pythons is told by its own file.
import pathlib

__file__ = str(pathlib.Path(__file__).parent / FILES / "serialization.py")
exec(compile(pathlib.Path(__file__).read_text(encoding="utf-8"), __file__, "exec"))
)py";

/** A text as Python writes it. */
QByteArray pythonString(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

} // namespace

QString wrapperConfigFolder()
{
    return u"nodes/isolated"_s;
}

QString wrappedFilesFolder(const QString &pack)
{
    return wrapperConfigFolder() + u'/' + QString(pack).replace(u'.', u'_');
}

QByteArray wrapperInit(const QString &pack, const QString &web)
{
    QByteArray text = QByteArray(kWrapperInit).replace("FILES", wrappedFilesFolder(pack).toUtf8());
    if (!web.isEmpty())
        text += "WEB_DIRECTORY = " + pythonString(web) + '\n';
    return text;
}

QByteArray wrapperNodesInit()
{
    return kNodesInit;
}

QByteArray wrapperIsolatedInit(const QString &pack)
{
    const QString name = wrappedFilesFolder(pack).section(u'/', -1);
    return QByteArray(kIsolatedInit).replace("NAME\n", pythonString(name) + '\n');
}

QByteArray wrapperSerialization(const QString &pack)
{
    return QByteArray(kSerialization).replace("FILES", pythonString(wrappedFilesFolder(pack)));
}

QByteArray trialReport()
{
    return kTrialReport;
}

QByteArray trialStarter()
{
    return kTrialStarter;
}

} // namespace portico
