// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/displayadapters.h"

#include <QCoreApplication>
#include <QLibrary>

// clang-format off
#include <qt_windows.h> // must come before dxgi.h
#include <initguid.h>
#include <dxgi.h>
// clang-format on

#include <memory>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::DisplayAdapters)
};

struct Release
{
    void operator()(IUnknown *object) const { object->Release(); }
};

Error failed(HRESULT code)
{
    return {.code = ErrorCode::ProcessFailed,
            .message = Text::tr("Windows did not list its display adapters."),
            .nextStep = Text::tr("Install the driver of the GPU again."),
            .detail = u"HRESULT 0x%1"_s.arg(static_cast<quint32>(code), 8, 16, QChar(u'0'))};
}

/** The user-mode driver's version, which DXGI tells with the support of the old device type. */
QString driverVersion(IDXGIAdapter1 &adapter)
{
    LARGE_INTEGER version = {};
    if (FAILED(adapter.CheckInterfaceSupport(IID_IDXGIDevice, &version)))
        return {};
    const auto part = [&](int shift) { return (version.QuadPart >> shift) & 0xffff; };
    return u"%1.%2.%3.%4"_s.arg(part(48)).arg(part(32)).arg(part(16)).arg(part(0));
}

DisplayAdapter describe(IDXGIAdapter1 &adapter)
{
    DXGI_ADAPTER_DESC1 description = {};
    adapter.GetDesc1(&description);
    return {.name = QString::fromWCharArray(description.Description),
            .vendorId = static_cast<quint16>(description.VendorId),
            .deviceId = static_cast<quint16>(description.DeviceId),
            .dedicatedMemory = static_cast<qint64>(description.DedicatedVideoMemory),
            .driver = driverVersion(adapter),
            .isSoftware = (description.Flags & DXGI_ADAPTER_FLAG_SOFTWARE) != 0};
}

} // namespace

Result<QList<DisplayAdapter>> displayAdapters()
{
    QLibrary library(u"dxgi"_s);
    using CreateFactory = HRESULT(WINAPI *)(REFIID, void **);
    const auto create = reinterpret_cast<CreateFactory>(library.resolve("CreateDXGIFactory1"));
    if (!create)
        return failed(E_NOINTERFACE);
    void *made = nullptr;
    if (const HRESULT code = create(IID_IDXGIFactory1, &made); FAILED(code))
        return failed(code);
    const std::unique_ptr<IDXGIFactory1, Release> factory(static_cast<IDXGIFactory1 *>(made));
    QList<DisplayAdapter> adapters;
    for (UINT i = 0; i < 64; ++i) {
        IDXGIAdapter1 *found = nullptr;
        if (factory->EnumAdapters1(i, &found) != S_OK)
            break;
        const std::unique_ptr<IDXGIAdapter1, Release> adapter(found);
        adapters += describe(*adapter);
    }
    return adapters;
}

} // namespace portico
