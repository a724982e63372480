// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT

/*
 * The functions of NVIDIA's management library that Portico calls, for two GPUs that are not there.
 * STANDIN_NVML chooses how it behaves: unset, "mismatch", "not-loaded", "lost", "mig", "crash",
 * "hang".
 */
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

struct PciInfo
{
    char busIdLegacy[16];
    unsigned int domain, bus, device, pciDeviceId, pciSubSystemId;
    char busId[32];
};

struct MemoryInfo
{
    unsigned long long total, free, used;
};

namespace {

int devices[2] = {0, 1};
int partition = 7;

bool is(const char *mode)
{
    const char *chosen = std::getenv("STANDIN_NVML");
    return chosen && std::strcmp(chosen, mode) == 0;
}

int indexOf(const void *device)
{
    return *static_cast<const int *>(device);
}

} // namespace

extern "C" {

int nvmlInit_v2(void)
{
    if (is("crash"))
        std::abort();
    while (is("hang"))
        sleep(1);
    return is("mismatch") ? 18 : is("not-loaded") ? 9 : 0;
}

int nvmlShutdown(void)
{
    return 0;
}

const char *nvmlErrorString(int code)
{
    return code == 18 ? "Driver/library version mismatch"
        : code == 9   ? "Driver Not Loaded"
        : code == 15  ? "GPU is lost"
                      : "Unknown Error";
}

int nvmlSystemGetDriverVersion(char *text, unsigned int size)
{
    std::snprintf(text, size, "580.95.05");
    return 0;
}

int nvmlDeviceGetCount_v2(unsigned int *count)
{
    *count = 2;
    return 0;
}

int nvmlDeviceGetHandleByIndex_v2(unsigned int index, void **device)
{
    if (is("lost") && index == 1)
        return 15;
    *device = &devices[index];
    return 0;
}

int nvmlDeviceGetName(void *device, char *text, unsigned int size)
{
    std::snprintf(text, size,
                  indexOf(device) == 0 ? "NVIDIA GeForce RTX 5090" : "NVIDIA A100, 40GB");
    return 0;
}

int nvmlDeviceGetUUID(void *device, char *text, unsigned int size)
{
    if (device == &partition)
        std::snprintf(text, size, "MIG-63feeb45-94c6-5df9-9f5c-3ee9c2a8d0e5");
    else
        std::snprintf(text, size, "GPU-0000000%d-1111-2222-3333-444455556666", indexOf(device));
    return 0;
}

int nvmlDeviceGetPciInfo_v3(void *device, PciInfo *info)
{
    std::memset(info, 0, sizeof *info);
    info->bus = static_cast<unsigned int>(indexOf(device)) + 1;
    info->pciDeviceId = indexOf(device) == 0 ? 0x2b8510de : 0x20b010de;
    std::snprintf(info->busId, sizeof info->busId, "00000000:0%u:00.0", info->bus);
    return 0;
}

int nvmlDeviceGetMemoryInfo(void *device, MemoryInfo *info)
{
    info->total = (indexOf(device) == 0 ? 32ULL : 40ULL) << 30;
    info->free = 30ULL << 30;
    info->used = info->total - info->free;
    return 0;
}

int nvmlDeviceGetCudaComputeCapability(void *device, int *major, int *minor)
{
    *major = indexOf(device) == 0 ? 12 : 8;
    *minor = 0;
    return 0;
}

int nvmlDeviceGetMigMode(void *device, unsigned int *current, unsigned int *pending)
{
    *current = *pending = is("mig") && indexOf(device) == 1;
    return indexOf(device) == 0 ? 3 : 0;
}

int nvmlDeviceGetMaxMigDeviceCount(void *, unsigned int *count)
{
    *count = 7;
    return 0;
}

int nvmlDeviceGetMigDeviceHandleByIndex(void *, unsigned int index, void **found)
{
    *found = &partition;
    return index == 0 ? 0 : 6;
}

} // extern "C"
