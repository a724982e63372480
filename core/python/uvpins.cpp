// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/uvpins.h"

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Asset
{
    Os os;
    Architecture architecture;
    QLatin1StringView name;
    QLatin1StringView sha256;
};

// The release's own .sha256 files, as several public projects have pinned them.
constexpr Asset kAssets[]{
    {Os::Linux, Architecture::X64, "uv-x86_64-unknown-linux-gnu"_L1,
     "9167d72b3319674b6303c4cbe071854bba13ebdf3d76b1a7cbdc175471fb66d6"_L1},
    {Os::Linux, Architecture::Arm64, "uv-aarch64-unknown-linux-gnu"_L1,
     "6524bd338177ed50d035d39354e12545e993bbeba2ecbddf0480c5b3a81d313f"_L1},
    {Os::MacOS, Architecture::X64, "uv-x86_64-apple-darwin"_L1,
     "960da44cb4b73685206ddd250b19e0a117fa41095710c1038f081f5cb613efb4"_L1},
    {Os::MacOS, Architecture::Arm64, "uv-aarch64-apple-darwin"_L1,
     "50487ae565ccd96e499056b4674d438f4c53170202617b4c759defe0c6a1b544"_L1},
    {Os::Windows, Architecture::X64, "uv-x86_64-pc-windows-msvc"_L1,
     "75d05de6762778c31ee183398de7dd15093fad0ed90b1f236d8205ea5ec00c90"_L1},
    {Os::Windows, Architecture::Arm64, "uv-aarch64-pc-windows-msvc"_L1,
     "13294e232ececbe709c06b74e6ced06f2a225ea5591476685362f22be56a50d5"_L1},
};

} // namespace

QString pinnedUvVersion()
{
    return u"0.12.23"_s;
}

QStringList pinnedUvWheelHashes()
{
    return {u"02f2a0fd1cb90b5fc06b52e8cbc3169bdc4e53804e9d66ba0ad516be767424f4"_s,
            u"08b2fc8e250efdfc1e47da0483f3e19f433bb0934282361817f61c0b19cb3674"_s,
            u"11d18c1589d7907376b4f3fa31028e46cc609ac4b7d83eabc2b04cd8ca1433cc"_s,
            u"4951286e68f116fa41897ecf8e248cc2836cb013be6d4f37afae4049f9ef4df7"_s,
            u"565c6e2874dbeae86c02f3dea97255e878fec672659a73d4930c6b93fcab2fff"_s,
            u"5b07cbea635177da0d6b902bcde9ce0304c1fa5b49a37b27ef7aa021c5c31697"_s,
            u"7a919e3420adf4cc03895b404af655c7229f646bffabbd9a16979683772a7d34"_s,
            u"855232fd95d456bd5ee17e262f73112967fbbb2803e745f1911c08ceb042e641"_s,
            u"895137194d242cc8075c3006288b485af54feeae68512f4ffc96f75b27543cc0"_s,
            u"8f021dfbe5b6081021dd47fd8372cfba386fc5d39161e73d4f33cff90ce1760c"_s,
            u"9346c741175c7fc0d380f30fcfcb8d5e13f5f900b30536230c8d34208524e47a"_s,
            u"99197c022afbd1edd0a295e9fdac5078c61eddf2e77657a77294cfe8ea0d94b9"_s,
            u"9a65258535db432df51ca7d26338c01431820b94b634762f5718fc55895f974e"_s,
            u"b03b1c35b5f301e888671eb5d0e74b8789558905db1d411cb8e07ea4ec320268"_s,
            u"b70220be9056bd05908770179101a53687eb5c89f72a3edc1e20df0cd3f157c2"_s,
            u"c4d236bb220856027ba8e28ef693cac472ee2a740a61faef1ac2001165c7b3d5"_s,
            u"e952162a5be6847deaccf3fd5b41a628506fd9ff1ea4363b8c975bd6f927d832"_s,
            u"f05c5ad8d6cb4b2659cb6368ed02c067539415b24a2b69effd8ada576fdbf303"_s,
            u"fb8a4117a5224d73abe2204a1e744ae34b544f1b9a0b761576851deaa7215c12"_s};
}

UvRelease pinnedUvRelease(Os os, Architecture architecture)
{
    for (const Asset &asset : kAssets) {
        if (asset.os != os || asset.architecture != architecture)
            continue;
        const bool isZip = os == Os::Windows;
        const QString name = asset.name;
        return {.url = QUrl(u"https://github.com/astral-sh/uv/releases/download/%1/%2%3"_s.arg(
                    pinnedUvVersion(), name, isZip ? u".zip"_s : u".tar.gz"_s)),
                .sha256 = Sha256::fromHex(QString(asset.sha256)).value_or(Sha256()),
                .programInside = isZip ? u"uv.exe"_s : name + "/uv"_L1};
    }
    return {};
}

} // namespace portico
