// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/pac/pacengine.h"

#include "core/net/pacrunner.h"
#include "helper/pac/pacnames.h"

#include <cstdlib>
#include <duktape.h>
#include <memory>

namespace portico::helper {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMostMemory = 64 << 20;

/** What the engine has taken; each block carries its size before it. */
struct Memory
{
    size_t used = 0;
};

union BlockHead {
    size_t size;
    max_align_t alignment;
};

void release(void *udata, void *pointer)
{
    if (!pointer)
        return;
    BlockHead *const head = static_cast<BlockHead *>(pointer) - 1;
    static_cast<Memory *>(udata)->used -= head->size;
    std::free(head); // NOLINT(cppcoreguidelines-no-malloc): the engine's memory is counted in C
}

void *resize(void *udata, void *pointer, duk_size_t size)
{
    auto *const memory = static_cast<Memory *>(udata);
    BlockHead *const old = pointer ? static_cast<BlockHead *>(pointer) - 1 : nullptr;
    const size_t before = old ? old->size : 0;
    if (size == 0) {
        release(udata, pointer);
        return nullptr;
    }
    if (memory->used - before + size > kMostMemory)
        return nullptr;
    auto *const head = static_cast<BlockHead *>( // NOLINTNEXTLINE(cppcoreguidelines-no-malloc)
        std::realloc(old, size + sizeof(BlockHead)));
    if (!head)
        return nullptr;
    memory->used += size - before;
    head->size = size;
    return head + 1;
}

void *take(void *udata, duk_size_t size)
{
    return resize(udata, nullptr, size);
}

QString textAt(duk_context *context, duk_idx_t index)
{
    duk_size_t size = 0;
    const char *const text = duk_safe_to_lstring(context, index, &size);
    return QString::fromUtf8(text, static_cast<qsizetype>(size));
}

void push(duk_context *context, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    duk_push_lstring(context, bytes.constData(), static_cast<duk_size_t>(bytes.size()));
}

duk_ret_t nativeResolve(duk_context *context)
{
    push(context, addressesOf(textAt(context, 0), duk_to_int(context, 1)));
    return 1;
}

duk_ret_t nativeOwnAddress(duk_context *context)
{
    push(context, ownAddresses(duk_to_int(context, 0)));
    return 1;
}

duk_ret_t nativeIsInSubnet(duk_context *context)
{
    duk_push_boolean(context, isInSubnet(textAt(context, 0), textAt(context, 1)) ? 1 : 0);
    return 1;
}

using Context = std::unique_ptr<duk_context, decltype(&duk_destroy_heap)>;

/** Runs source text at the top level; the engine's words if it fails. */
std::optional<QString> evaluate(duk_context *context, const QByteArray &source)
{
    const auto size = static_cast<duk_size_t>(source.size());
    std::optional<QString> fault;
    if (duk_peval_lstring(context, source.constData(), size) != 0)
        fault = textAt(context, -1);
    duk_pop(context);
    return fault;
}

void define(duk_context *context, const char *name, duk_c_function function, duk_idx_t arguments)
{
    duk_push_c_function(context, function, arguments);
    duk_put_global_string(context, name);
}

} // namespace

Result<QStringList> runPacScript(const QByteArray &script, const QList<QUrl> &addresses)
{
    Memory memory;
    const Context context(duk_create_heap(take, resize, release, &memory, nullptr),
                          &duk_destroy_heap);
    if (!context)
        return pacScriptError(u"no memory"_s);
    duk_context *const engine = context.get();
    define(engine, "__resolve", nativeResolve, 2);
    define(engine, "__ownAddress", nativeOwnAddress, 1);
    define(engine, "__isInSubnet", nativeIsInSubnet, 2);
    for (const QByteArray &source : {QByteArray(pacFunctions()), script}) {
        if (const auto fault = evaluate(engine, source))
            return pacScriptError(*fault);
    }
    QStringList answers;
    for (const QUrl &url : addresses) {
        duk_get_global_string(engine, "FindProxyForURL");
        if (duk_is_function(engine, -1) == 0)
            return pacScriptError(u"it has no function FindProxyForURL"_s);
        push(engine, url.toString(QUrl::FullyEncoded));
        push(engine, url.host(QUrl::FullyEncoded));
        if (duk_pcall(engine, 2) != 0)
            return pacScriptError(textAt(engine, -1));
        answers += duk_is_null_or_undefined(engine, -1) != 0 ? QString() : textAt(engine, -1);
        duk_pop(engine);
    }
    return answers;
}

} // namespace portico::helper
