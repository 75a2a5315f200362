#include "page/page.hpp"

#include <algorithm>

namespace reeve {

const PageFile* find_page_file(std::string_view path) {
    const std::span<const PageFile> files = page_files();
    const auto found = std::ranges::lower_bound(files, path, {}, &PageFile::path);
    return found != files.end() && found->path == path ? &*found : nullptr;
}

}  // namespace reeve
