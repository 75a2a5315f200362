#pragma once
// The page's files as they lie in the binary, compressed when they were built.

#include <span>
#include <string_view>

namespace reeve {

struct PageFile {
    std::string_view path;          // "/index.html", "/assets/index-BEhD2k.js"
    std::string_view content_type;  // with its charset where it has one
    std::string_view identity;
    std::string_view gzip;    // empty where compressing gains nothing
    std::string_view brotli;  // likewise
    std::string_view etag;    // in quotes, of the identity form
};

// Sorted by path.
[[nodiscard]] std::span<const PageFile> page_files();
// The file of exactly that path, or null.
[[nodiscard]] const PageFile* find_page_file(std::string_view path);

}  // namespace reeve
