// Laid before a program (LD_PRELOAD), counts its calls of fdatasync and fsync and the time they take, in a
// file of two 64-bit integers named by REEVE_BENCH_SYNCS. REEVE_BENCH_SYNC_US makes each take that much
// longer: how a slower disk would do.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>

namespace {

struct Figures {
    std::atomic<std::uint64_t> calls;
    std::atomic<std::uint64_t> nanoseconds;
};

Figures* figures() {
    static Figures* const shared = []() -> Figures* {
        const char* path = std::getenv("REEVE_BENCH_SYNCS");
        const int file = path == nullptr ? -1 : ::open(path, O_RDWR | O_CLOEXEC);
        if (file < 0) return nullptr;
        void* memory = ::mmap(nullptr, sizeof(Figures), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        ::close(file);
        return memory == MAP_FAILED ? nullptr : static_cast<Figures*>(memory);
    }();
    return shared;
}

std::uint64_t now() {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000U +
           static_cast<std::uint64_t>(time.tv_nsec);
}

int counted(const char* name, int file) {
    static const useconds_t longer = [] {
        const char* text = std::getenv("REEVE_BENCH_SYNC_US");
        return text == nullptr ? 0U : static_cast<useconds_t>(std::atoi(text));
    }();
    const auto real = reinterpret_cast<int (*)(int)>(::dlsym(RTLD_NEXT, name));
    const std::uint64_t begun = now();
    const int code = real(file);
    if (longer > 0) ::usleep(longer);
    if (Figures* onto = figures()) {
        onto->calls += 1;
        onto->nanoseconds += now() - begun;
    }
    return code;
}

}  // namespace

extern "C" int fdatasync(int file) {
    return counted("fdatasync", file);
}
extern "C" int fsync(int file) {
    return counted("fsync", file);
}
