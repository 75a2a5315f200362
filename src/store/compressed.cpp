#include "store/compressed.hpp"

#include <zstd.h>

#include <algorithm>
#include <memory>

#include "base/check.hpp"

namespace reeve::store {
namespace {

// Repetitions alone. Level 1, which packs what is left of the letters too, takes twice as long, and three
// times to read back, for a quarter less.
constexpr int level = -1;
constexpr unsigned long long text_max = 64ULL << 20;

struct Freed {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

std::string compress(std::string_view text) {
    thread_local const std::unique_ptr<ZSTD_CCtx, Freed> context(ZSTD_createCCtx());
    thread_local std::string bytes;
    bytes.resize(std::max(bytes.size(), ZSTD_compressBound(text.size())));
    const std::size_t size =
        ZSTD_compressCCtx(context.get(), bytes.data(), bytes.size(), text.data(), text.size(), level);
    REEVE_CHECK(ZSTD_isError(size) == 0);
    return bytes.substr(0, size);
}

std::optional<std::string> decompress(std::string_view bytes) {
    thread_local const std::unique_ptr<ZSTD_DCtx, Freed> context(ZSTD_createDCtx());
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size > text_max) {  // as are the numbers that say that it is unknown, or no frame
        return std::nullopt;
    }
    std::string text(static_cast<std::size_t>(size), '\0');
    const std::size_t written =
        ZSTD_decompressDCtx(context.get(), text.data(), text.size(), bytes.data(), bytes.size());
    return ZSTD_isError(written) == 0 && written == text.size() ? std::optional(std::move(text))
                                                                : std::nullopt;
}

}  // namespace reeve::store
